"""The Compose file says the same as the code: settings, ports, secrets; and each container is kept."""

import importlib.util
import os
import re
import subprocess
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, get_origin

import pytest
import yaml
from pydantic import BaseModel

from samenspel_arrangements.bootstrap import DOCUMENT_PATHS
from samenspel_arrangements.settings import Settings
from samenspel_platform.settings import ServiceSettings
from samenspel_testkit.services import SERVICES, build

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
CONTAINERS: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name in CONTAINERS if name not in ("postgres", "rabbitmq", "proxy", "clamav")]
BY_HAND = [name for name in CONTAINERS if name.endswith("-rebuild")]
NOT_FOR_REBUILDS = {"AMQP_URL", "DOCUMENTS_URL", "CLAMD_URL", "OCR_DEMANDED"}
LASTING = [
    name
    for name in CONTAINERS
    if not name.endswith("-migrate") and name != "demo" and name not in BY_HAND
]


def settings_of(name: str) -> type[BaseModel]:
    module = import_module(f"samenspel_{name.split('-')[0]}.settings")
    settings: type[BaseModel] = module.DemoSettings if name == "demo" else module.Settings
    return settings


def is_setting(name: str, of: type[BaseModel]) -> bool:
    """Tell whether a variable's name is a setting, going into nested ones at `__`."""
    first, _, rest = name.lower().partition("__")
    field = of.model_fields.get(first)
    if field is None or not rest:
        return field is not None
    inner = field.annotation
    if get_origin(inner) is dict:
        return "__" not in rest
    return isinstance(inner, type) and issubclass(inner, BaseModel) and is_setting(rest, inner)


@pytest.mark.parametrize("name", OURS)
def test_every_variable_and_secret_of_a_container_is_a_setting_of_its_service(name: str) -> None:
    container = CONTAINERS[name]
    given = [*container["environment"], *(secret["target"] for secret in container["secrets"])]
    assert [each for each in given if not is_setting(each, settings_of(name))] == []


@pytest.mark.parametrize("name", OURS)
def test_no_secret_is_in_a_variable(name: str) -> None:
    for variable, value in CONTAINERS[name]["environment"].items():
        assert not re.search("PASSWORD|KEY|SECRET|TOKEN", variable)
        assert not re.search(r"//[^@/]*:[^@/]*@", str(value)), f"{variable} has a password"


def write_secrets(folder: Path) -> None:
    """Run the script that makes them."""
    spec = importlib.util.spec_from_file_location("write_secrets", DEPLOY / "write_secrets.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.write_secrets(folder, DEPLOY / "rabbitmq" / "definitions.json")


def test_the_secrets_are_those_that_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    write_secrets(folder)
    written = {path.name: path.read_text() for path in folder.iterdir()}
    assert {Path(secret["file"]).name for secret in COMPOSE["secrets"].values()} == set(written)
    assert folder.stat().st_mode & 0o777 == 0o700

    write_secrets(folder)
    assert {path.name: path.read_text() for path in folder.iterdir()} == written


def secrets_of(name: str) -> dict[str, str]:
    """Give the secrets of a container: under what name it gets which."""
    return {secret["target"]: secret["source"] for secret in CONTAINERS[name]["secrets"]}


def sources_of(service: str) -> set[str]:
    """Give the other services whose events it reads."""
    found = {source for consumer in build(service)[0].consumers for source in consumer.sources}
    return found - {service}


@pytest.mark.parametrize("name", SERVICES)
def test_a_worker_finds_the_logs_that_its_consumers_read(name: str) -> None:
    environment = CONTAINERS[f"{name}-worker"]["environment"]
    port = ServiceSettings.model_fields["operations_port"].default

    assert {key: where for key, where in environment.items() if key.startswith("FEEDS__")} == {
        f"FEEDS__{source.upper()}": f"http://{source}-worker:{port}" for source in sources_of(name)
    }
    assert secrets_of(f"{name}-worker")["FEED_TOKEN"] == f"{name}_feed_token"


@pytest.mark.parametrize("name", SERVICES)
def test_a_worker_knows_its_readers_by_the_hash_of_their_tokens(name: str) -> None:
    secrets = secrets_of(f"{name}-worker")

    assert {key: of for key, of in secrets.items() if key.startswith("FEED_READERS__")} == {
        f"FEED_READERS__{reader.upper()}": f"{reader}_feed_hash"
        for reader in SERVICES
        if name in sources_of(reader)
    }


def test_a_token_is_with_the_worker_of_its_reader_and_its_rebuild_alone() -> None:
    having = [(name, each) for name in CONTAINERS for each in given(name) if "feed_token" in each]

    assert sorted(having) == sorted(
        (name, f"{name.split('-')[0]}_feed_token")
        for name in [*(f"{service}-worker" for service in SERVICES), *BY_HAND]
    )


@pytest.mark.parametrize("name", BY_HAND)
def test_a_rebuild_is_started_by_hand_and_reads_what_the_worker_reads(name: str) -> None:
    rebuild = CONTAINERS[name]
    worker = CONTAINERS[name.replace("-rebuild", "-worker")]
    assert rebuild["profiles"] == ["by-hand"]
    variables, reads = rebuild["environment"], worker["environment"]

    assert {key for key in variables if "URL" in key} > {"DATABASE__OWNER_URL"}
    wanted = {key: value for key, value in reads.items() if key not in NOT_FOR_REBUILDS}
    assert {key: variables.get(key) for key in wanted} == wanted
    assert rebuild["image"] == worker["image"]
    assert rebuild["networks"] == ["inside"]
    assert "inside" in worker["networks"]


def given(name: str) -> list[str]:
    """Give the secrets that a container is given."""
    secrets = CONTAINERS[name].get("secrets", [])
    return [each if isinstance(each, str) else each["source"] for each in secrets]


def test_the_hashes_are_those_of_the_tokens(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    write_secrets(folder)

    for name in SERVICES:
        token = (folder / f"{name}_feed_token").read_text()
        assert (folder / f"{name}_feed_hash").read_text() == sha256(token.encode()).hexdigest()


def test_no_worker_is_where_the_proxy_can_reach_it() -> None:
    proxy = set(CONTAINERS["proxy"]["networks"])

    assert [
        n for n in OURS if n.endswith("-worker") and proxy & set(CONTAINERS[n]["networks"])
    ] == []


def test_every_service_has_its_three_processes() -> None:
    assert {name for name in OURS if name != "demo" and name not in BY_HAND} == {
        f"{service}-{process}" for service in SERVICES for process in ("migrate", "api", "worker")
    }


@pytest.mark.parametrize("name", LASTING)
def test_what_lasts_is_watched_restarted_and_bounded(name: str) -> None:
    container = CONTAINERS[name]
    assert container["healthcheck"]["test"]
    assert container["restart"] == "unless-stopped"
    assert container["mem_limit"]
    assert container["cpus"]
    assert container["logging"]["options"]["max-size"]
    assert "no-new-privileges:true" in container["security_opt"]


@pytest.mark.parametrize("name", [*OURS, "proxy"])
def test_what_we_build_writes_nothing_and_may_do_nothing(name: str) -> None:
    container = CONTAINERS[name]
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert "user" not in container  # the image's own, which is not root


def test_only_the_proxy_has_a_port_and_only_on_this_machine() -> None:
    published = {name: each["ports"] for name, each in CONTAINERS.items() if "ports" in each}
    assert list(published) == ["proxy"]
    assert all(port.startswith("127.0.0.1:") for port in published["proxy"])


@pytest.mark.parametrize("name", LASTING)
def test_health_is_asked_on_the_port_that_the_process_listens_on(name: str) -> None:
    fields = ServiceSettings.model_fields
    ports = {"api": fields["port"].default, "worker": fields["operations_port"].default}
    process = name.rpartition("-")[2]
    if process in ports:
        assert CONTAINERS[name]["healthcheck"]["test"] == ["CMD", "healthy", str(ports[process])]


def test_old_and_new_compose_understand_it() -> None:
    assert not {"name", "version"} & set(COMPOSE)


def test_images_install_the_very_versions_that_are_tested() -> None:
    def locked(path: Path) -> set[str]:
        return set(re.findall(r"^\S+==\S+|--hash=\S+", path.read_text(), re.MULTILINE))

    in_all = locked(DEPLOY / "requirements.lock")
    assert in_all
    assert in_all < locked(DEPLOY / "requirements-arrangements.lock")
    assert locked(DEPLOY / "requirements-arrangements.lock") <= locked(
        DEPLOY.parent / "requirements.lock"
    )


def test_documents_are_kept_sealed_and_the_same_for_those_who_take_them_in_and_look() -> None:
    keys = {"DOCUMENT_KEY": "document_key", "DOCUMENT_KEY_OTHER": "document_key_other"}
    having = [name for name in OURS if "DOCUMENT_KEY" in secrets_of(name)]
    assert sorted(having) == ["arrangements-api", "arrangements-worker"]
    for name in having:
        container = CONTAINERS[name]
        assert keys.items() <= secrets_of(name).items()
        assert container["volumes"] == ["documents:/documents"]
        assert container["environment"]["DOCUMENTS_URL"].endswith("file:///documents}")
        assert container["environment"]["OCR_DEMANDED"] == "1"
    assert "documents" in COMPOSE["volumes"]
    image = (DEPLOY / "Dockerfile").read_text()
    for program in ("tesseract-ocr", "tesseract-ocr-nld", "poppler-utils", "/documents"):
        assert program in image


def test_the_scanner_is_in_the_network_of_who_asks_it() -> None:
    assert CONTAINERS["clamav"]["profiles"] == ["scanner"]
    assert "tcp://clamav:3310" in (DEPLOY / "compose.sh").read_text()
    for container in ("clamav", "arrangements-worker"):
        assert "inside" in CONTAINERS[container]["networks"]


@pytest.mark.parametrize(
    ("settings", "looks"),
    [
        ({}, False),
        ({"DEMO": "1"}, False),
        ({"DEMO": "0"}, True),
        ({"DEMO": "1", "SCANNER": "1"}, True),
        ({"DEMO": "0", "SCANNER": "0"}, False),
    ],
    ids=str,
)
def test_whether_documents_are_looked_through_is_a_setting_of_its_own(
    settings: dict[str, str], looks: bool, tmp_path: Path
) -> None:
    """Compose is asked for the scanner, by default only where documents are of real children."""
    docker = tmp_path / "docker"
    docker.write_text('#!/bin/sh\necho "$@"\n')
    docker.chmod(0o755)
    asked = _compose({"PATH": f"{tmp_path}:{os.environ['PATH']}", **settings})
    assert asked.returncode == 0, asked.stderr
    assert ("--profile scanner" in asked.stdout) == looks


def test_a_scanner_that_is_neither_on_nor_off_is_refused() -> None:
    said = _compose({"PATH": os.environ["PATH"], "SCANNER": "yes"})
    assert said.returncode == 2
    assert "SCANNER is 0 or 1" in said.stderr


def _compose(settings: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Ask the script for something harmless, with these settings alone."""
    return subprocess.run(
        [DEPLOY / "compose.sh", "version"],
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_proxy_lets_documents_of_the_size_through_that_the_service_takes() -> None:
    proxy = (DEPLOY / "proxy" / "nginx.conf").read_text()
    allowed = re.search(r"location ~ (\S+documents\S+) \{\s+client_max_body_size (\d+)m;", proxy)
    assert allowed
    assert int(allowed[2]) << 20 >= Settings.model_fields["max_document_bytes"].default + (64 << 10)
    for path in DOCUMENT_PATHS:
        assert re.match(allowed[1], path.replace("{id}", "0239c34c-4296-47fe-96df-8fa9201a13fd"))
