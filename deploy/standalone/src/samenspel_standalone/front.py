"""One address for all four services, as a proxy gives it in a larger installation."""

import asyncio
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import uvicorn
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class Front:
    """Sends each request to the service that its path names; the others go to `default`."""

    def __init__(self, services: Mapping[str, ASGIApp], *, default: str) -> None:
        self._services, self._default = services, default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        path: str = scope.get("path", "/")
        if scope["type"] == "http" and path == "/":
            await RedirectResponse(f"/{self._default}", 303)(scope, receive, send)
            return
        name = path.split("/", 2)[1] if "/" in path else ""
        app = self._services.get(name, self._services[self._default])
        await app(scope, receive, send)


class PortTaken(Exception):
    """Something else listens on the port."""


def listen(port: int) -> socket.socket:
    """Take a port of this machine's own address; PortTaken if it is in use."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind(("127.0.0.1", port))
    except OSError:
        sock.close()
        raise PortTaken from None
    return sock


class _Server(uvicorn.Server):
    """Leaves signals to the caller, and tells when it listens."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell_started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen."""
        await super().startup(sockets)
        self._tell_started()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


async def serve(
    app: ASGIApp, sock: socket.socket, stop: asyncio.Event, *, started: Callable[[], None]
) -> None:
    """Answer requests until told to stop; those in flight get five seconds."""
    config = uvicorn.Config(
        app, log_config=None, access_log=False, timeout_graceful_shutdown=5, lifespan="on"
    )
    server = _Server(config, started)
    serving = asyncio.create_task(server.serve(sockets=[sock]))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stopping.cancel()
    await serving
