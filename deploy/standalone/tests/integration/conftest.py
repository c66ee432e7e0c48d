"""A running Samenspel, as `make run` starts it."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from samenspel_testkit.installation import Installation, copy_of, told_folder
from samenspel_testkit.ports import free_port
from samenspel_testkit.probes import PATIENCE_SECONDS

from .at_a_browser import WIDTHS, Person, somebody

DESK, PHONE = WIDTHS
expect.set_options(timeout=PATIENCE_SECONDS * 1000)


@pytest.fixture(scope="session")
def of_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def told(of_all: Path) -> Path:
    """A folder in which the demo was told."""
    return told_folder(of_all)


@pytest.fixture(scope="module")
def running(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One that is up, with the demo in it."""
    folder = copy_of(told, tmp_path_factory.mktemp("samenspel") / "data")
    started = Installation(folder, free_port())
    try:
        started.wait_until_up(300)
        yield started
    finally:
        started.end()


@pytest.fixture
async def people(browser: Browser, running: Installation) -> AsyncIterator[tuple[Person, ...]]:
    """Two at a desk, and two at a phone, each at a browser of their own."""
    async with AsyncExitStack() as stack:
        sat_down = [
            await stack.enter_async_context(somebody(browser, running.address, width=width))
            for width in (DESK, DESK, PHONE, PHONE)
        ]
        yield tuple(sat_down)
