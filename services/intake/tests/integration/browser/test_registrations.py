"""Integration: registering a child on a phone, and what the school does with it, in a browser."""

import re
from typing import Any
from uuid import UUID

from playwright.async_api import Browser, Page

from samenspel_intake.domain.alliance import school_id_of
from samenspel_kernel.actor import Actor

from ..test_registrations import a_parent, registered
from .looking import DESK, PHONE, Looker, a_looker


async def somebody(
    browser: Browser, intake: Any, address: str, actor: Actor, width: int
) -> tuple[Looker, Page]:
    """Give who looks, logged in, at a screen of one width, and the page looked at."""
    made = await a_looker(browser, intake, address, widths=(width,))
    await made.be(actor)
    return made, made.page


async def test_parents_register_on_a_phone_and_the_school_confirms_extends_and_admits(
    browser: Browser, intake: Any, address: str, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        known = await registered(client)
    at_home, parent = await somebody(browser, intake, address, a_parent(known), PHONE)
    await parent.goto(f"{address}/intake")
    await parent.get_by_role("link", name="Kind aanmelden").click()
    await at_home.look("form")
    await parent.get_by_label("Welk kind").select_option(known["pupilId"])
    await parent.locator("label", has_text="Op een voorschool").click()
    here = str(school_id_of("99BB00"))
    await parent.get_by_label("Bij welke school").select_option(here)
    await parent.locator("label", has_text="Nee, een andere school").click()
    await parent.get_by_role("button", name="Verstuur de aanmelding").click()
    await parent.get_by_text("Noem de school van uw eerste voorkeur.").first.wait_for()
    await at_home.look("refused-form")
    await parent.locator("label", has_text="Ja, deze school").click()
    await parent.get_by_role("button", name="Verstuur de aanmelding").click()
    await parent.get_by_text("De aanmelding is binnen.").wait_for()
    await at_home.look("registration-parent")
    url = parent.url

    at_school, school = await somebody(browser, intake, address, coordinator, DESK)
    await school.goto(f"{address}/intake/registrations")
    await at_school.look("list")
    await school.goto(url)
    await school.get_by_role("button", name="Bevestig de ontvangst").click()
    await school.get_by_text("De aanmelding is bijgewerkt.").wait_for()
    await at_school.look("registration-school")
    await school.get_by_role("link", name="Neem meer tijd").click()
    await school.get_by_label("Beslissen uiterlijk op").fill("2026-12-24")
    await school.get_by_label("Waarom").fill("Er komt nog een verslag.")
    await school.get_by_role("button", name="Leg de verlenging vast").click()
    await school.get_by_text("Dit is langer dan vier weken.").first.wait_for()
    await at_school.look("extension")
    await school.get_by_label("Beslissen uiterlijk op").fill("2026-11-16")
    await school.get_by_role("button", name="Leg de verlenging vast").click()
    await school.get_by_text("De school beslist uiterlijk 16 november 2026").wait_for()
    await school.get_by_role("link", name="Laat het kind toe").click()
    await school.get_by_label("Vanaf welke dag?").fill("2026-10-01")
    await school.get_by_role("button", name="Laat het kind toe").click()
    await school.get_by_text("De school laat het kind toe.").wait_for()
    assert at_home.wrong + at_school.wrong == []


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
    at_school, school = await somebody(browser, intake, address, coordinator, DESK)
    await school.goto(one)
    await school.get_by_role("link", name="Zeg nee").click()
    await at_school.look("refusal")
    await school.locator("label", has_text="De school is vol").click()
    await school.get_by_label("Waarom").fill("Alle groepen zijn vol.")
    await school.get_by_label("Waar ligt het bewijs?").fill("Beleid, bladzijde 4")
    await school.get_by_role("button", name="Zeg nee").click()
    await school.get_by_text("Het steunpunt zoekt nu een andere school.").wait_for()

    at_home, parent = await somebody(browser, intake, address, a_parent(made), PHONE)
    await parent.goto(one)
    await parent.get_by_text("Alle groepen zijn vol.").wait_for()
    await parent.get_by_text("Geen school. Het steunpunt zorgt voor een plek.").wait_for()
    await at_home.look("refused-parent")

    at_desk, desk = await somebody(browser, intake, address, unit_coordinator, DESK)
    await desk.goto(one)
    await desk.get_by_role("link", name="Een andere school neemt het kind aan").click()
    await at_desk.look("declaration")
    await desk.get_by_label("Welke school").select_option(str(school_id_of("99CC00")))
    await desk.locator("label", has_text="Een gewone basisschool").click()
    await desk.get_by_label("Datum van de verklaring").fill("2026-09-07")
    await desk.get_by_label("Waar ligt het papier?").fill("Map 12")
    await desk.get_by_role("button", name="Leg de verklaring vast").click()
    await desk.get_by_text(re.compile("Een andere school neemt het kind aan")).wait_for()
    assert at_school.wrong + at_home.wrong + at_desk.wrong == []


async def test_half_a_registration_survives_a_log_out(
    browser: Browser, intake: Any, address: str, coordinator: Actor
) -> None:
    _, page = await somebody(browser, intake, address, coordinator, DESK)
    await page.goto(f"{address}/intake/registrations/new")
    await page.get_by_label("Voornaam").fill("Mila")
    await page.get_by_role("button", name="Bewaar").click()
    await page.context.close()

    looker, again = await somebody(browser, intake, address, coordinator, DESK)
    await again.goto(f"{address}/intake/registrations/new")
    assert await again.get_by_label("Voornaam").input_value() == "Mila"
    await looker.look("form-school")
    assert looker.wrong == []
