"""Serves an application until told to stop; signals are the caller's business."""

import asyncio
import gc
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

GRACE_SECONDS = 10


class PortTaken(Exception):
    """Something else listens on the port."""


def listen(host: str, port: int) -> socket.socket:
    """Take a port of an address, so that nobody else can; PortTaken if it is in use.

    Who connects before `serve` runs waits for it.
    """
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen()
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


def settle() -> None:
    """Tell the garbage collector that what there is now stays as long as the process.

    Looking through the code of all libraries at each full collection holds up a page by 0.2 s.
    """
    gc.collect()
    gc.freeze()


def _nothing() -> None:
    """Tell nobody."""


async def serve(
    app: ASGIApp,
    sock: socket.socket,
    stop: asyncio.Event,
    *,
    started: Callable[[], None] = _nothing,
    trusted_proxies: str = "127.0.0.1",
) -> None:
    """Answer requests until told to stop; those in flight get ten seconds.

    Whom a request comes from is what a trusted proxy says (X-Forwarded-For), else who connected.
    """
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=trusted_proxies,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = _Server(config, started)
    serving = asyncio.create_task(server.serve(sockets=[sock]))
    asked = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, asked}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    asked.cancel()
    await serving
