"""Containers of test servers; also where their ports are, seen from here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import docker
from testcontainers.core.config import testcontainers_config
from testcontainers.core.container import DockerContainer

from samenspel_testkit.reaper import reaper


@dataclass(frozen=True, slots=True)
class Wanted:
    """A container to start.

    `ports` gives each port of the container its port on the host; None lets the engine choose.
    `files` are written into it, by path, before it starts.
    """

    image: str
    ports: Mapping[int, int | None]
    environment: Mapping[str, str] = field(default_factory=dict)
    command: Sequence[str] = ()
    files: Mapping[str, str] = field(default_factory=dict)


def start(wanted: Wanted) -> DockerContainer:
    """Start a container, if an engine answers and has or can pull the image."""
    docker.from_env(timeout=3).ping()
    testcontainers_config.ryuk_disabled = True  # ours needs no image
    container = DockerContainer(wanted.image).with_kwargs(labels=reaper().labels)
    container.with_envs(**wanted.environment)
    for inside, outside in wanted.ports.items():
        container.with_bind_ports(inside, outside)
    for path, text in wanted.files.items():
        container.with_copy_into_container(text.encode(), path)
    if wanted.command:
        container.with_command(list(wanted.command))
    container.start()
    return container


def address(container: DockerContainer, port: int) -> str:
    """Give host and port under which a container's port is reached."""
    return f"{container.get_container_host_ip()}:{container.get_exposed_port(port)}"
