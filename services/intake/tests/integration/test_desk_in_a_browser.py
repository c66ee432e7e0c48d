"""Integration: the desk in a real browser: forty requests, a refused handover, an answer."""

import asyncio
import os
import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page

from samenspel_intake.domain.alliance import unit_id_of
from samenspel_intake.domain.desks import decision as drawing
from samenspel_intake.domain.standing import HandoverOffered
from samenspel_kernel.actor import Actor, Role
from samenspel_platform.cookies import COOKIE
from samenspel_platform.http_server import serve
from samenspel_testkit.browser import axe_violations

from .conftest import an_actor
from .desks import a_request, read, works_here

OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"
NORTH = unit_id_of("PO9901", "noord")
NAMES = [f"Kind{number:02}" for number in range(40)]


@pytest_asyncio.fixture
async def address(intake: Any) -> AsyncIterator[str]:
    """Where intake answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        stop, started = asyncio.Event(), asyncio.Event()
        app = intake.process.asgi
        serving = asyncio.create_task(serve(app, listening, stop, started=started.set))
        await started.wait()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        stop.set()
        await serving


class Walk:
    """One person in a browser; what is wrong with the pages is kept."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.context, self.page = context, page
        self.wrong: list[str] = []
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    async def look(self) -> None:
        for width in (1280, 360):
            await self.page.set_viewport_size({"width": width, "height": 900})
            found = await axe_violations(self.page)
            if (over := await self.page.evaluate(OVERFLOW)) > 0:
                found.append(f"scrolls sideways by {over}")
            self.wrong.extend(f"{self.page.url} at {width}: {each}" for each in found)
            if folder := os.environ.get("SCREENSHOTS"):
                name = self.page.url.split("/intake/")[-1].replace("/", "_")[:30]
                await self.page.screenshot(
                    path=Path(folder) / f"{name}-{width}.png", full_page=True
                )


async def walks(browser: Browser, intake: Any, address: str, actor: Actor) -> Walk:
    context = await browser.new_context()
    cookie = intake.actors.log_in(actor)
    await context.add_cookies([{"name": COOKIE, "value": cookie, "url": address}])
    return Walk(context, await context.new_page())


async def test_a_desk_decides_and_another_unit_refuses_on_accessible_pages(
    browser: Browser,
    intake: Any,
    address: str,
    coordinator: Actor,
    unit_coordinator: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "is_read_twice", lambda *_: True)
    ids = [await a_request(intake, coordinator, name) for name in NAMES]
    await works_here(intake, unit_coordinator)
    colleague = an_actor(Role.UNIT_COORDINATOR, unit_id=unit_coordinator.unit_id)
    await works_here(intake, colleague)
    here = await walks(browser, intake, address, unit_coordinator)
    page = here.page

    await page.goto(f"{address}/intake/desk")
    assert await page.get_by_role("link", name=re.compile(r"Kind\d\d")).count() == len(NAMES)
    await here.look()
    await page.get_by_role("link", name=NAMES[0]).click()
    await here.look()
    await page.get_by_role("button", name="Ik neem deze vraag").click()
    await page.get_by_text("Vastgelegd wie de vraag nu heeft.").wait_for()
    await page.get_by_role("button", name="Er is zorg over veiligheid").click()
    await page.get_by_text("Deze vraag gaat voor.").wait_for()
    await page.get_by_label("Naar een andere eenheid").check(force=True)
    await page.get_by_role("button", name="Besluiten").click()
    await page.get_by_text("Kies de eenheid die de vraag moet overnemen.").first.wait_for()
    await here.look()
    await page.locator("#unit_id").select_option(str(NORTH))
    await page.get_by_role("button", name="Besluiten").click()
    await page.get_by_text("De overdracht is aangeboden.").wait_for()

    standing = (await read(intake, ids[0])).standing
    assert isinstance(standing, HandoverOffered)
    there = await walks(browser, intake, address, an_actor(Role.UNIT_COORDINATOR, unit_id=NORTH))
    await there.page.goto(f"{address}/intake/transfers/{standing.handover.id}")
    await there.look()
    await there.page.get_by_label("Nee, de vraag blijft waar hij is").check(force=True)
    await there.page.get_by_role("button", name="Antwoord versturen").click()
    await there.page.get_by_text("Uw antwoord is verstuurd.").wait_for()

    await page.goto(f"{address}/intake/support-requests/{ids[0]}/decision")
    await page.get_by_text("Opnieuw bekijken: de overdracht is niet aangenomen").first.wait_for()
    await page.get_by_label("Advies geven").check(force=True)
    await page.get_by_label("Antwoord aan school en ouders").fill("Begin met een vast plan.")
    await page.get_by_role("button", name="Besluiten").click()
    await page.get_by_text("Begin met een vast plan.").wait_for()
    await here.look()
    for path in ("desk/stand-ins", "desk/leavers", "desk/watchdog", "criteria", "desk/agreement"):
        await page.goto(f"{address}/intake/{path}")
        await here.look()

    second = await walks(browser, intake, address, colleague)
    await second.page.goto(f"{address}/intake/desk/second-readings")
    await second.look()
    await second.page.get_by_role("main").get_by_role("link", name="Meedenken").first.click()
    await second.look()
    await second.page.get_by_label("Advies geven").check(force=True)
    await second.page.get_by_role("button", name="Vastleggen").click()
    await second.page.get_by_text("Uw oordeel is vastgelegd.").wait_for()
    await page.goto(f"{address}/intake/desk/agreement")
    await here.look()

    for walk in (here, there, second):
        await walk.context.close()
    assert here.wrong + there.wrong + second.wrong == []
