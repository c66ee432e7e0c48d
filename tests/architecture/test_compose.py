"""The Compose file says the same as the code: settings, ports, secrets; and each container is kept."""

import importlib.util
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from samenspel_platform.settings import ServiceSettings
from samenspel_testkit.services import SERVICES

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
CONTAINERS: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name in CONTAINERS if name not in ("postgres", "rabbitmq", "proxy")]
LASTING = [name for name in CONTAINERS if not name.endswith("-migrate") and name != "demo"]


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


def test_the_secrets_are_those_that_are_written(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("write_secrets", DEPLOY / "write_secrets.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path / "secrets"
    module.write_secrets(folder, DEPLOY / "rabbitmq" / "definitions.json")
    written = {path.name: path.read_text() for path in folder.iterdir()}
    assert {Path(secret["file"]).name for secret in COMPOSE["secrets"].values()} == set(written)
    assert folder.stat().st_mode & 0o777 == 0o700

    module.write_secrets(folder, DEPLOY / "rabbitmq" / "definitions.json")
    assert {path.name: path.read_text() for path in folder.iterdir()} == written


def test_every_service_has_its_three_processes() -> None:
    assert {name for name in OURS if name != "demo"} == {
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

    in_images = locked(DEPLOY / "requirements.lock")
    assert in_images
    assert in_images <= locked(DEPLOY.parent / "requirements.lock")
