"""The engine's command line, as far as the tests need it."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from samenspel_testkit.reaper import reaper

ROOT = Path(__file__).parents[2]
HARDENED = (
    "--user=54321:0",  # any user, as some platforms choose one
    "--read-only",
    "--tmpfs=/tmp",
    "--cap-drop=ALL",
    "--security-opt=no-new-privileges",
)


class DockerError(AssertionError):
    """A command failed; the text is what it printed."""


def docker(*arguments: str, given: bytes | None = None) -> str:
    """Run `docker`; gives what it printed on standard output."""
    done = subprocess.run(["docker", *arguments], input=given, capture_output=True)
    if done.returncode:
        raise DockerError(f"docker {arguments[0]}: {(done.stdout + done.stderr).decode()}")
    return done.stdout.decode()


def build(tag: str, context: Path, *options: str) -> str:
    """Build an image; gives its tag."""
    docker("build", "--quiet", f"--tag={tag}", *options, str(context))
    return tag


def image(tag: str) -> dict[str, Any]:
    """Tell what the engine knows of an image."""
    return _inspected("image", tag)


@dataclass(frozen=True, slots=True)
class Container:
    """A container that was started."""

    id: str

    def inspect(self) -> dict[str, Any]:
        """Tell what the engine knows of it."""
        return _inspected("container", self.id)

    def address(self) -> str:
        """Give its address in the only network that it is in."""
        (network,) = self.inspect()["NetworkSettings"]["Networks"].values()
        return str(network["IPAddress"])

    def published(self, port: int) -> int:
        """Give the port of this machine under which one of its ports is reached."""
        return int(docker("port", self.id, f"{port}/tcp").split()[0].rpartition(":")[2])

    def logs(self) -> tuple[str, str]:
        """Give what it wrote to standard output and to standard error."""
        done = subprocess.run(["docker", "logs", self.id], capture_output=True, text=True)
        return done.stdout, done.stderr

    def stop(self) -> int:
        """Ask it to stop, as an orchestrator does; gives its exit code."""
        docker("stop", "--time=20", self.id)
        return int(self.inspect()["State"]["ExitCode"])

    def remove(self) -> None:
        """Kill and remove it."""
        docker("rm", "--force", "--volumes", self.id)


@contextmanager
def running(tag: str, *command: str, options: tuple[str, ...] = ()) -> Iterator[Container]:
    """Run a container until the end of the block, or of this process."""
    container = Container(docker("run", "--detach", *_labels(), *options, tag, *command).strip())
    try:
        yield container
    finally:
        container.remove()


def output_of(tag: str, *command: str, options: tuple[str, ...] = ()) -> str:
    """Run a command in a new container; gives what it printed, DockerError if it failed."""
    return docker("run", "--rm", *_labels(), *options, tag, *command)


@contextmanager
def network() -> Iterator[str]:
    """Make a network of the test's own; gives its name."""
    name = f"samenspel-test-{uuid4().hex[:8]}"
    docker("network", "create", *_labels(), name)
    try:
        yield name
    finally:
        docker("network", "rm", name)


def _labels() -> list[str]:
    return [f"--label={name}={value}" for name, value in reaper().labels.items()]


def _inspected(kind: str, name: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(docker("inspect", f"--type={kind}", name))
    return found[0]
