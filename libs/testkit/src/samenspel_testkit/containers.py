"""Containers of test servers; also where their ports are, seen from here."""

from collections.abc import Mapping, Sequence

import docker
from testcontainers.core.container import DockerContainer


def start(
    image: str,
    ports: Mapping[int, int | None],
    environment: Mapping[str, str],
    command: Sequence[str] = (),
) -> DockerContainer:
    """Start an image, if an engine answers and has or can pull it.

    `ports` gives each port of the container its port on the host; None lets the engine choose.
    """
    docker.from_env(timeout=3).ping()
    container = DockerContainer(image)
    for name, value in environment.items():
        container.with_env(name, value)
    for inside, outside in ports.items():
        container.with_bind_ports(inside, outside)
    if command:
        container.with_command(list(command))
    container.start()
    return container


def address(container: DockerContainer, port: int) -> str:
    """Give host and port under which a container's port is reached."""
    return f"{container.get_container_host_ip()}:{container.get_exposed_port(port)}"
