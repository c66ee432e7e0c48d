"""Integration: a school asks, parents read it first, and nothing typed is lost; in a real browser."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Error, Page, expect

from samenspel_intake.bootstrap import build
from samenspel_kernel.actor import Actor, Role
from samenspel_platform.cookies import COOKIE
from samenspel_platform.http_server import serve
from samenspel_platform.process import ServiceProcess
from samenspel_testkit.access import KnownActors
from samenspel_testkit.browser import axe_violations, open_browser

from .conftest import an_actor
from .passwordless import a_pupil

OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"
ASKED = {
    "Wat gaat goed?": "Sem kan goed bouwen.",
    "Wat is lastig?": "Hij praat weinig.",
    "Wat hebt u al geprobeerd?": "Een vast maatje.",
    "Wat wil het kind zelf?": "Ik wil samen spelen.",
    "Wat is uw vraag?": "Hoe helpen wij hem praten?",
}


@pytest.fixture
def demo() -> bool:
    return False


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


@pytest.fixture
def public_url(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


@asynccontextmanager
async def answering(asgi: Any, sock: socket.socket) -> AsyncIterator[None]:
    """Answer on a port until left."""
    stop, started = asyncio.Event(), asyncio.Event()
    serving = asyncio.create_task(serve(asgi, sock, stop, started=started.set))
    await started.wait()
    yield
    stop.set()
    await serving


@pytest_asyncio.fixture
async def address(intake: Any, listening: socket.socket, public_url: str) -> AsyncIterator[str]:
    """Where intake answers."""
    async with answering(intake.process.asgi, listening):
        yield public_url


class Looker:
    """Looks at each page at both widths; `wrong` is what it found."""

    def __init__(self, page: Page) -> None:
        self.page, self.wrong = page, list[str]()
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    async def look(self, name: str) -> None:
        for width in (1280, 360):
            await self.page.set_viewport_size({"width": width, "height": 900})
            found = await axe_violations(self.page)
            if (over := await self.page.evaluate(OVERFLOW)) > 0:
                found.append(f"scrolls sideways by {over}")
            self.wrong.extend(f"{name} at {width}: {each}" for each in found)
            if folder := os.environ.get("SHOTS"):
                path = Path(folder) / f"{name}-{width}.png"
                await self.page.screenshot(path=path, full_page=True)

    async def press(self, button: str, name: str) -> None:
        async with self.page.expect_navigation():
            await self.page.get_by_role("button", name=button, exact=True).click()
        await self.look(name)


async def be(page: Page, actors: KnownActors, address: str, actor: Actor) -> None:
    """Log in as somebody."""
    cookie = actors.log_in(actor)
    await page.context.add_cookies([{"name": COOKIE, "value": cookie, "url": address}])


async def type_until_kept(page: Page, label: str) -> None:
    """Fill a field in, and wait until the server kept it."""
    async with page.expect_response("**/support-requests/draft") as kept:
        await page.get_by_label(label).fill(ASKED[label])
    assert (await kept.value).ok


async def test_a_request_goes_from_the_school_by_the_parents_to_the_desk(
    browser: Browser, intake: Any, address: str, coordinator: Actor
) -> None:
    child = await a_pupil(intake)
    parent = replace(an_actor(Role.PARENT), pupil_ids=frozenset({child}), name="Anna Jansen")
    context = await browser.new_context(locale="nl-NL")
    page = await context.new_page()
    one = Looker(page)

    await be(page, intake.actors, address, coordinator)
    await page.goto(f"{address}/intake")
    await page.get_by_role("link", name="Nieuwe vraag").first.click()
    await one.look("form-new-child")
    await page.get_by_role("link", name="Kies de leerling").click()
    await page.get_by_label("Om welke leerling gaat het?").select_option(str(child))
    await one.press("Verder", "form-refused")
    await expect(page.get_by_role("alert")).to_be_visible()
    await expect(page.get_by_label("Om welke leerling gaat het?")).to_have_value(str(child))
    for label, answer in ASKED.items():
        await page.get_by_label(label).fill(answer)
    await page.get_by_text("Ja, zij krijgen een e-mail").click()
    await one.press("Verder", "prepared")
    prepared = page.url.partition("?")[0]

    await be(page, intake.actors, address, parent)
    await page.goto(f"{address}/intake")
    await one.look("start-parent")
    await page.get_by_role("link", name="Lees mee: vraag voor Sem").click()
    await expect(page.get_by_text("Ik wil samen spelen.")).to_be_visible()
    await one.look("parent")
    await page.get_by_role("textbox", name="Wat vindt u zelf?").fill("Thuis praat hij wel.")
    await one.press("Versturen", "parent-said")

    await be(page, intake.actors, address, coordinator)
    await page.goto(prepared)
    await expect(page.get_by_text("Thuis praat hij wel.")).to_be_visible()
    await page.get_by_role("link", name="Vraag wijzigen").click()
    await one.look("edit")
    await page.get_by_role("button", name="Verder").click()
    await one.look("prepared-read")
    await one.press("Vraag versturen", "received")
    await page.goto(prepared)
    await expect(page.get_by_text("Thuis praat hij wel.")).to_be_visible()
    await one.look("request")
    await context.close()

    assert one.wrong == []


async def test_a_teachers_question_asks_nothing_about_a_child(
    browser: Browser, intake: Any, address: str, coordinator: Actor
) -> None:
    context = await browser.new_context(locale="nl-NL")
    page = await context.new_page()
    one = Looker(page)

    await be(page, intake.actors, address, coordinator)
    await page.goto(f"{address}/intake")
    await page.get_by_role("link", name="Een vraag van een leerkracht").click()
    await expect(page.get_by_label("Voornaam")).to_have_count(0)
    await one.look("teacher-form")
    await page.get_by_label("Wat is uw vraag?").fill("Hoe maak ik mijn les rustiger?")
    await one.press("Vraag versturen", "teacher-received")
    await page.goto(f"{address}/intake/support-requests")
    await page.get_by_role("link", name="Een vraag van een leerkracht").click()
    await expect(page.get_by_text("Hoe maak ik mijn les rustiger?")).to_be_visible()
    await one.look("teacher-request")
    await context.close()

    assert one.wrong == []


async def test_a_half_typed_form_survives_a_killed_browser_a_log_out_and_a_restart(
    browser: Browser, intake: Any, listening: socket.socket, public_url: str, coordinator: Actor
) -> None:
    new, actors = f"{public_url}/intake/support-requests/new", intake.actors
    goes_well, hard, tried = list(ASKED)[:3]
    settings = intake.process.settings

    async with answering(intake.process.asgi, listening), open_browser() as killed:
        page = await killed.new_page(locale="nl-NL")
        await be(page, actors, public_url, coordinator)
        await page.goto(new)
        await page.get_by_label("Voornaam").fill("Sem")
        await type_until_kept(page, goes_well)
        protocol = await killed.new_browser_cdp_session()
        with pytest.raises(Error):
            await protocol.send("Browser.crash")

        context = await browser.new_context(locale="nl-NL")
        page = await context.new_page()
        await be(page, actors, public_url, coordinator)
        await page.goto(new)
        await expect(page.get_by_label(goes_well)).to_have_value(ASKED[goes_well])
        await page.get_by_label(hard).fill(ASKED[hard])
        await page.locator("summary", has_text=coordinator.name).click()
        await page.get_by_role("button", name="Uitloggen").click()
        await expect(page.get_by_role("button", name="Uitloggen")).to_have_count(0)
        await be(page, actors, public_url, coordinator)
        await page.goto(new)
        await expect(page.get_by_label(hard)).to_have_value(ASKED[hard])
        await type_until_kept(page, tried)

    async with ServiceProcess(
        build(settings), settings, clock=intake.clock, access=actors
    ) as restarted:
        port = int(public_url.rpartition(":")[2])
        async with answering(restarted.asgi, socket.create_server(("127.0.0.1", port))):
            await type_until_kept(page, "Wat is uw vraag?")
            await page.goto(new)
            one = Looker(page)
            await one.look("draft")
            await expect(page.get_by_label("Voornaam")).to_have_value("Sem")
            for label in (goes_well, hard, tried, "Wat is uw vraag?"):
                await expect(page.get_by_label(label)).to_have_value(ASKED[label])
            await context.close()

    assert one.wrong == []
