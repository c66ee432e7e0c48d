"""The proxy with stand-ins for the services behind it, and requests as nobody's client sends them."""

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.containers.docker_cli import HARDENED, Container, running
from tests.containers.images import PYTHON, SERVICES

DOWN = "notifications"  # has no stand-in
UP = tuple(service for service in SERVICES if service != DOWN)
STAND_IN = (Path(__file__).parent / "stand_in.py").read_text()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came over the line."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def all(self, name: str) -> list[str]:
        """Give every value of a header."""
        return [value for key, value in self.headers if key.lower() == name]

    def json(self) -> Any:
        """Read the body."""
        return json.loads(self.body)

    def text(self) -> str:
        """Read the body."""
        return self.body.decode()


class Proxy:
    """A running proxy."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self.port = container.published(8080)
        self.address = f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: dict[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """Ask for a path exactly as it is written."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        line.request(method, path, body, headers or {})
        return _read(line.getresponse())

    def send(self, request: bytes) -> Answer:
        """Send something that no client would send."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall(request)
            response = http.client.HTTPResponse(line)
            response.begin()
            return _read(response)

    def serves(self, service: str) -> bool:
        """Tell whether a service's stand-in is reached."""
        answer = self.ask(f"/{service}")
        return answer.status == 200 and answer.json()["service"] == service

    def always_serves(self, service: str) -> bool:
        """Tell whether all of nginx's processes reach it: each remembers addresses of its own."""
        return all(self.serves(service) for _ in range(20))


def _read(response: http.client.HTTPResponse) -> Answer:
    return Answer(response.status, response.getheaders(), response.read())


@contextmanager
def proxy(tag: str, network: str, *options: str) -> Iterator[Proxy]:
    """Run a proxy, with as few rights as anywhere."""
    placed = (f"--network={network}", "--publish=127.0.0.1::8080", *HARDENED, *options)
    with running(tag, options=placed) as container:
        yield Proxy(container)


@contextmanager
def stand_in(service: str, network: str, domain: str = "") -> Iterator[Container]:
    """Run a stand-in for a service under the service's name."""
    name = f"{service}-api{domain}"
    options = (f"--network={network}", f"--network-alias={name}")
    with running(PYTHON, "python", "-c", STAND_IN, service, options=options) as container:
        yield container
