"""Integration: registering a child on a phone, and what the school does with it, in a browser."""

import asyncio
import os
import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest_asyncio
from playwright.async_api import Browser, Page

from samenspel_intake.domain.alliance import school_id_of
from samenspel_kernel.actor import Actor
from samenspel_platform.cookies import COOKIE
from samenspel_platform.http_server import serve
from samenspel_testkit.browser import axe_violations

from .test_registrations import a_parent, registered

OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"
PHONE, DESK = 360, 1280


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


async def browse(browser: Browser, intake: Any, address: str, actor: Actor, width: int) -> Page:
    context = await browser.new_context(viewport={"width": width, "height": 800})
    await context.add_cookies(
        [{"name": COOKIE, "value": intake.actors.log_in(actor), "url": address}]
    )
    return await context.new_page()


async def look(page: Page, name: str) -> list[str]:
    """Give what is wrong with a page as it is."""
    found = await axe_violations(page)
    if (over := await page.evaluate(OVERFLOW)) > 0:
        found.append(f"scrolls sideways by {over}")
    if folder := os.environ.get("SCREENSHOTS"):
        await page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    return [f"{name}: {each}" for each in found]


async def test_parents_register_on_a_phone_and_the_school_confirms_extends_and_admits(
    browser: Browser, intake: Any, address: str, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        known = await registered(client)
    parent = await browse(browser, intake, address, a_parent(known), PHONE)
    await parent.goto(f"{address}/intake")
    await parent.get_by_role("link", name="Kind aanmelden").click()
    wrong = await look(parent, "form")
    await parent.get_by_label("Welk kind").select_option(known["pupilId"])
    await parent.locator("label", has_text="Op een voorschool").click()
    here = str(school_id_of("99BB00"))
    await parent.get_by_label("Bij welke school").select_option(here)
    await parent.locator("label", has_text="Nee, een andere school").click()
    await parent.get_by_role("button", name="Verstuur de aanmelding").click()
    await parent.get_by_text("Noem de school van uw eerste voorkeur.").first.wait_for()
    wrong += await look(parent, "refused-form")
    await parent.locator("label", has_text="Ja, deze school").click()
    await parent.get_by_role("button", name="Verstuur de aanmelding").click()
    await parent.get_by_text("De aanmelding is binnen.").wait_for()
    wrong += await look(parent, "registration-parent")
    url = parent.url

    school = await browse(browser, intake, address, coordinator, DESK)
    await school.goto(f"{address}/intake/registrations")
    wrong += await look(school, "list")
    await school.goto(url)
    await school.get_by_role("button", name="Bevestig de ontvangst").click()
    await school.get_by_text("De aanmelding is bijgewerkt.").wait_for()
    wrong += await look(school, "registration-school")
    await school.get_by_role("link", name="Neem meer tijd").click()
    await school.get_by_label("Beslissen uiterlijk op").fill("2026-12-24")
    await school.get_by_label("Waarom").fill("Er komt nog een verslag.")
    await school.get_by_role("button", name="Leg de verlenging vast").click()
    await school.get_by_text("Dit is langer dan vier weken.").first.wait_for()
    wrong += await look(school, "extension")
    await school.get_by_label("Beslissen uiterlijk op").fill("2026-11-16")
    await school.get_by_role("button", name="Leg de verlenging vast").click()
    await school.get_by_text("De school beslist uiterlijk 16 november 2026").wait_for()
    await school.get_by_role("link", name="Laat het kind toe").click()
    await school.get_by_label("Vanaf welke dag?").fill("2026-10-01")
    await school.get_by_role("button", name="Laat het kind toe").click()
    await school.get_by_text("De school laat het kind toe.").wait_for()
    assert wrong == []


async def test_a_refusal_tells_parents_why_and_makes_the_desk_find_a_school(
    browser: Browser,
    intake: Any,
    address: str,
    coordinator: Actor,
    unit_coordinator: Actor,
) -> None:
    async with intake.client(coordinator) as client:
        made = await registered(client)
    one = f"{address}/intake/registrations/{UUID(made['id'])}"
    school = await browse(browser, intake, address, coordinator, DESK)
    await school.goto(one)
    await school.get_by_role("link", name="Zeg nee").click()
    wrong = await look(school, "refusal")
    await school.locator("label", has_text="De school is vol").click()
    await school.get_by_label("Waarom").fill("Alle groepen zijn vol.")
    await school.get_by_label("Waar ligt het bewijs?").fill("Beleid, bladzijde 4")
    await school.get_by_role("button", name="Zeg nee").click()
    await school.get_by_text("Het steunpunt zoekt nu een andere school.").wait_for()

    parent = await browse(browser, intake, address, a_parent(made), PHONE)
    await parent.goto(one)
    await parent.get_by_text("Alle groepen zijn vol.").wait_for()
    await parent.get_by_text("Geen school. Het steunpunt zorgt voor een plek.").wait_for()
    wrong += await look(parent, "refused-parent")

    desk = await browse(browser, intake, address, unit_coordinator, DESK)
    await desk.goto(one)
    await desk.get_by_role("link", name="Een andere school neemt het kind aan").click()
    wrong += await look(desk, "declaration")
    await desk.get_by_label("Welke school").select_option(str(school_id_of("99CC00")))
    await desk.locator("label", has_text="Een gewone basisschool").click()
    await desk.get_by_label("Datum van de verklaring").fill("2026-09-07")
    await desk.get_by_label("Waar ligt het papier?").fill("Map 12")
    await desk.get_by_role("button", name="Leg de verklaring vast").click()
    await desk.get_by_text(re.compile("Een andere school neemt het kind aan")).wait_for()
    assert wrong == []


async def test_half_a_registration_survives_a_log_out(
    browser: Browser, intake: Any, address: str, coordinator: Actor
) -> None:
    page = await browse(browser, intake, address, coordinator, DESK)
    await page.goto(f"{address}/intake/registrations/new")
    await page.get_by_label("Voornaam").fill("Mila")
    await page.get_by_role("button", name="Bewaar").click()
    await page.context.close()

    again = await browse(browser, intake, address, coordinator, DESK)
    await again.goto(f"{address}/intake/registrations/new")
    assert await again.get_by_label("Voornaam").input_value() == "Mila"
    assert await look(again, "form-school") == []
