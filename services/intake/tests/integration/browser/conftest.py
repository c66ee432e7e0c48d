"""Intake where a browser finds it, and somebody who looks at its pages."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import Browser
from starlette.types import ASGIApp

from samenspel_platform.http_server import serve

from ..conftest import Intake
from .looking import Looker, a_looker


@asynccontextmanager
async def answering(app: ASGIApp, sock: socket.socket) -> AsyncIterator[None]:
    """Answer on a port until left."""
    stop, started = asyncio.Event(), asyncio.Event()
    serving = asyncio.create_task(serve(app, sock, stop, started=started.set))
    await started.wait()
    yield
    stop.set()
    await serving


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


@pytest.fixture
def public_url(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest_asyncio.fixture
async def address(intake: Intake, listening: socket.socket, public_url: str) -> AsyncIterator[str]:
    """Where intake answers."""
    async with answering(intake.process.asgi, listening):
        yield public_url


@pytest_asyncio.fixture
async def looker(browser: Browser, intake: Intake, address: str) -> AsyncIterator[Looker]:
    """Somebody who is not logged in yet."""
    made = await a_looker(browser, intake, address)
    yield made
    await made.page.context.close()
