"""Integration: the pages of families in a real browser, for a school and on a parent's phone."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from samenspel_kernel.actor import Actor
from samenspel_platform.cookies import COOKIE
from samenspel_platform.http_server import serve
from samenspel_testkit.browser import axe_violations

from .test_families import ELSEWHERE, HOME, a_parent, entered, with_contact

OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


@pytest.fixture
def public_url(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest_asyncio.fixture
async def address(intake: Any, listening: socket.socket, public_url: str) -> AsyncIterator[str]:
    """Where intake answers."""
    stop, started = asyncio.Event(), asyncio.Event()
    serving = asyncio.create_task(serve(intake.process.asgi, listening, stop, started=started.set))
    await started.wait()
    yield public_url
    stop.set()
    await serving


async def test_a_family_is_kept_and_corrected_on_accessible_pages(
    browser: Browser, intake: Any, address: str, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        pupil_id = await entered(school)
        await entered(school, familyName="Janssen")
        await with_contact(school, pupil_id, name="Anna", email="anna@example.org", **HOME)
        await with_contact(school, pupil_id, name="Bram", prefers="post", **ELSEWHERE)
    anna = await a_parent(intake, pupil_id, "anna@example.org")
    context = await browser.new_context()
    page = await context.new_page()
    wrong: list[str] = []

    async def look(name: str) -> None:
        for width in (1280, 360):
            await page.set_viewport_size({"width": width, "height": 800})
            found = await axe_violations(page)
            if (over := await page.evaluate(OVERFLOW)) > 0:
                found.append(f"scrolls sideways by {over}")
            wrong.extend(f"{page.url} at {width}: {each}" for each in found)
            if folder := os.environ.get("SHOTS"):
                await page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)

    async def be(actor: Actor) -> None:
        cookie = intake.actors.log_in(actor)
        await context.add_cookies([{"name": COOKIE, "value": cookie, "url": address}])

    child = f"{address}/intake/pupils/{pupil_id}"
    await be(coordinator)
    for part in ("family", "contacts/new", "details", "move", "changes"):
        await page.goto(f"{child}/{part}")
        await look(part.replace("/", "-"))
    await page.goto(f"{address}/intake/matches")
    await look("matches")
    await page.goto(f"{child}/family")
    await page.get_by_role("link", name="Wijzig de gegevens van Anna").click()
    await page.get_by_text("Gezag wijzigen").click()
    await page.get_by_text("Zonder gezag", exact=True).click()
    await page.get_by_label("Vanaf welke dag?").fill("2026-10-01")
    await page.get_by_text("Een rechter besliste het", exact=True).click()
    await page.get_by_role("button", name="Gezag opslaan").click()
    await page.get_by_text("1 oktober 2026").first.wait_for()
    await look("contact")
    await be(anna)
    await page.goto(f"{child}/family")
    await look("parent-family")
    await page.get_by_role("link", name="Vraag om verbetering").click()
    await look("correction-new")
    await page.get_by_label("Wat klopt er niet, of wat moet weg?").fill("De straat klopt niet.")
    await page.get_by_role("button", name="Verstuur").click()
    await page.get_by_text("De straat klopt niet.").wait_for()
    await look("correction")
    await be(coordinator)
    await page.reload()
    await look("correction-answer")
    await context.close()

    assert wrong == []
