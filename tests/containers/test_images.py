from collections.abc import Iterator
from typing import Any

import pytest
from tests.containers.docker_cli import HARDENED, Container, docker, image, running
from tests.containers.images import PLANTED, PYTHON, SERVICES, Images, commands_of, shell

LIBRARIES = {"contracts", "kernel", "messaging", "platform", "web"}
BUILD_TOOLS = "gcc cc g++ c++ cpp make cmake ld uv npm npx node git hatchling pytest"
PACKAGES = "/opt/samenspel/lib/python3.11/site-packages/samenspel_"
MIB = 2**20
READ_DOCUMENTS = {"arrangements", "demo"}


@pytest.fixture(scope="module", params=[*SERVICES, "demo"])
def name(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture(scope="module")
def tag(name: str, images: Images) -> str:
    return images.of(name)


@pytest.fixture(scope="module")
def known(tag: str) -> dict[str, Any]:
    return image(tag)


@pytest.fixture
def idle(tag: str) -> Iterator[Container]:
    """A container that does nothing, to run commands in."""
    with running(tag, "600", options=("--entrypoint=sleep", *HARDENED)) as started:
        yield started


def test_it_says_what_it_is_and_runs_as_nobody(name: str, known: dict[str, Any]) -> None:
    config = known["Config"]

    assert config["User"] == "10001:10001"
    assert config["Entrypoint"] == ["service"]
    assert config["Volumes"] is None
    assert config["Labels"]["org.opencontainers.image.title"] == f"Samenspel: {name}"
    assert config["Labels"]["org.opencontainers.image.licenses"] == "EUPL-1.2"


def test_its_history_and_settings_hold_no_secret(tag: str, known: dict[str, Any]) -> None:
    told = docker("history", "--no-trunc", tag) + str(known["Config"])
    named = [variable.partition("=")[0].split("_") for variable in known["Config"]["Env"]]

    assert PLANTED not in told
    assert [name for name in named if {"PASSWORD", "SECRET", "TOKEN", "KEY"} & {*name}] == []


def test_its_files_hold_no_secret(tag: str) -> None:
    search = "grep -rlF -f - /opt /usr/local /root /home /srv /run /etc || :"
    wanted = f"BEGIN PRIVATE KEY\n{PLANTED}".encode()

    found = docker("run", "--rm", "-i", "--entrypoint=sh", tag, "-c", search, given=wanted)

    assert found == ""


def test_it_holds_its_own_code_and_no_tests(name: str, tag: str) -> None:
    files = shell(tag, "find / -xdev -path /proc -prune -o -print").splitlines()
    ours = {path.removeprefix(PACKAGES) for path in files if path.startswith(PACKAGES)}

    services = {"demo", "intake", "arrangements"} if name == "demo" else {name}
    assert {path for path in ours if path.isalpha()} == LIBRARIES | services
    assert [path for path in ours if "/tests" in path or "conftest" in path] == []
    assert [path for path in files if path.endswith(("/.git", "/node_modules", "/deploy"))] == []


def test_it_holds_nothing_to_build_with(tag: str) -> None:
    found = shell(tag, f"for tool in {BUILD_TOOLS}; do command -v $tool; done; :")
    in_ours = shell(tag, "ls /opt/samenspel/bin /opt/samenspel/lib/python3.11/site-packages")

    assert found == ""
    assert {"pip", "setuptools", "wheel", "uv", "pytest"} & {*in_ours.split()} == set()


def test_it_is_not_large(name: str, known: dict[str, Any]) -> None:
    added = (known["Size"] - image(PYTHON)["Size"]) / MIB

    print(f"{name}: {added:.0f} MiB on its base")  # noqa: T201
    assert added < (550 if name in READ_DOCUMENTS else 250)


def test_every_command_tells_any_user_what_it_does(idle: Container) -> None:
    commands = commands_of(idle)

    assert {"migrate", "topology", "log tail"} <= {*commands} or {*commands} == {"", "tell"}
    for command, told in commands.items():
        assert f"Usage: service {command}".strip() in told
