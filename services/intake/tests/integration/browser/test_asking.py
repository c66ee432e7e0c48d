"""Integration: a school asks, parents read it first, and nothing typed is lost; in a real browser."""

import socket
from dataclasses import replace
from typing import Any

import pytest
from playwright.async_api import Browser, Error, Page, expect

from samenspel_intake.bootstrap import build
from samenspel_kernel.actor import Actor, Role
from samenspel_platform.process import ServiceProcess
from samenspel_testkit.browser import open_browser

from ..conftest import an_actor
from ..passwordless import a_pupil
from .conftest import answering
from .looking import Looker, a_looker

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


async def type_until_kept(page: Page, label: str) -> None:
    """Fill a field in, and wait until the server kept it."""
    async with page.expect_response("**/support-requests/draft") as kept:
        await page.get_by_label(label).fill(ASKED[label])
    assert (await kept.value).ok


async def test_a_request_goes_from_the_school_by_the_parents_to_the_desk(
    looker: Looker, intake: Any, address: str, coordinator: Actor
) -> None:
    child = await a_pupil(intake)
    parent = replace(an_actor(Role.PARENT), pupil_ids=frozenset({child}), name="Anna Jansen")
    page = looker.page

    await looker.be(coordinator)
    await page.goto(f"{address}/intake")
    await page.get_by_role("link", name="Nieuwe vraag").first.click()
    await looker.look("form-new-child")
    await page.get_by_role("link", name="Kies de leerling").click()
    await page.get_by_label("Om welke leerling gaat het?").select_option(str(child))
    await looker.press("Verder", "form-refused")
    await expect(page.get_by_role("alert")).to_be_visible()
    await expect(page.get_by_label("Om welke leerling gaat het?")).to_have_value(str(child))
    for label, answer in ASKED.items():
        await page.get_by_label(label).fill(answer)
    await page.get_by_text("Ja, zij krijgen een e-mail").click()
    await looker.press("Verder", "prepared")
    prepared = page.url.partition("?")[0]

    await looker.be(parent)
    await page.goto(f"{address}/intake")
    await looker.look("start-parent")
    await page.get_by_role("link", name="Lees mee: vraag voor Sem").click()
    await expect(page.get_by_text("Ik wil samen spelen.")).to_be_visible()
    await looker.look("parent")
    await page.get_by_role("textbox", name="Wat vindt u zelf?").fill("Thuis praat hij wel.")
    await looker.press("Versturen", "parent-said")

    await looker.be(coordinator)
    await page.goto(prepared)
    await expect(page.get_by_text("Thuis praat hij wel.")).to_be_visible()
    await page.get_by_role("link", name="Vraag wijzigen").click()
    await looker.look("edit")
    await page.get_by_role("button", name="Verder").click()
    await looker.look("prepared-read")
    await looker.press("Vraag versturen", "received")
    await page.goto(prepared)
    await expect(page.get_by_text("Thuis praat hij wel.")).to_be_visible()
    await looker.look("request")
    assert looker.wrong == []


async def test_a_teachers_question_asks_nothing_about_a_child(
    looker: Looker, intake: Any, address: str, coordinator: Actor
) -> None:
    page = looker.page

    await looker.be(coordinator)
    await page.goto(f"{address}/intake")
    await page.get_by_role("link", name="Een vraag van een leerkracht").click()
    await expect(page.get_by_label("Voornaam")).to_have_count(0)
    await looker.look("teacher-form")
    await page.get_by_label("Wat is uw vraag?").fill("Hoe maak ik mijn les rustiger?")
    await looker.press("Vraag versturen", "teacher-received")
    await page.goto(f"{address}/intake/support-requests")
    await page.get_by_role("link", name="Een vraag van een leerkracht").click()
    await expect(page.get_by_text("Hoe maak ik mijn les rustiger?")).to_be_visible()
    await looker.look("teacher-request")
    assert looker.wrong == []


async def test_a_half_typed_form_survives_a_killed_browser_a_log_out_and_a_restart(
    browser: Browser, intake: Any, listening: socket.socket, public_url: str, coordinator: Actor
) -> None:
    new, actors = f"{public_url}/intake/support-requests/new", intake.actors
    goes_well, hard, tried = list(ASKED)[:3]
    settings = intake.process.settings

    async with answering(intake.process.asgi, listening), open_browser() as killed:
        looker = await a_looker(killed, intake, public_url)
        page = looker.page
        await looker.be(coordinator)
        await page.goto(new)
        await page.get_by_label("Voornaam").fill("Sem")
        await type_until_kept(page, goes_well)
        protocol = await killed.new_browser_cdp_session()
        with pytest.raises(Error):
            await protocol.send("Browser.crash")

        looker = await a_looker(browser, intake, public_url)
        page = looker.page
        await looker.be(coordinator)
        await page.goto(new)
        await expect(page.get_by_label(goes_well)).to_have_value(ASKED[goes_well])
        await page.get_by_label(hard).fill(ASKED[hard])
        await page.locator("summary", has_text=coordinator.name).click()
        await page.get_by_role("button", name="Uitloggen").click()
        await expect(page.get_by_role("button", name="Uitloggen")).to_have_count(0)
        await looker.be(coordinator)
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
            await looker.look("draft")
            await expect(page.get_by_label("Voornaam")).to_have_value("Sem")
            for label in (goes_well, hard, tried, "Wat is uw vraag?"):
                await expect(page.get_by_label(label)).to_have_value(ASKED[label])
            assert looker.wrong == []
