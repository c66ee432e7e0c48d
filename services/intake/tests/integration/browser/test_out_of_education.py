"""Integration: a child is out of school and comes back, in a real browser, wide and narrow."""

from typing import Any

from playwright.async_api import FilePayload

from samenspel_intake.domain.alliance import unit_id_of
from samenspel_kernel.actor import Actor, Role

from ..conftest import an_actor
from .looking import Looker

LINES = (
    "voornaam,achternaam,geboortedatum,school,bekend_op,eerste_dag\n"
    "Noor,Bakker,2015-03-01,99BB00,2026-09-04,2026-09-01\n"
    "Bo,,2015-03-01,99ZZ00,2026-09-04,gisteren\n"
)


async def test_a_child_is_out_of_school_and_comes_back(
    looker: Looker, intake: Any, address: str, coordinator: Actor, unit_coordinator: Actor
) -> None:
    zuid = unit_id_of("PO9901", "zuid")
    officer = an_actor(Role.ATTENDANCE_OFFICER, unit_id=zuid)
    page = looker.page

    await looker.be(coordinator)
    await page.goto(f"{address}/intake")
    await page.get_by_role("link", name="Zonder onderwijs").first.click()
    await page.get_by_role("link", name="Kind zonder onderwijs melden").click()
    await looker.look("report")
    await page.get_by_label("Voornaam").fill("Sem")
    await page.get_by_label("Achternaam (niet verplicht)").fill("Jansen")
    await page.get_by_label("Geboortedatum").fill("2017-04-09")
    await page.get_by_text("Het kind krijgt geen onderwijs", exact=True).click()
    await page.get_by_label("Wanneer wist u dit?").fill("2026-09-04")
    await page.get_by_role("button", name="Melding versturen").click()
    assert await page.get_by_label("Voornaam").input_value() == "Sem"
    await looker.look("report-refused")
    await page.get_by_label("Eerste dag zonder onderwijs").fill("2026-09-01")
    await page.get_by_role("button", name="Melding versturen").click()
    await page.get_by_text("Bedankt. De melding is er.").wait_for()
    await looker.look("spell-school")
    spell = page.url.partition("?")[0]

    await looker.be(officer)
    await page.goto(f"{address}/intake/out-of-education")
    await looker.look("list-officer")
    await page.get_by_role("link", name="Sem Jansen").click()
    await page.get_by_text("Naam volgens de wet geven").click()
    await page.get_by_label("Volgens de wet", exact=True).select_option("relative-short")
    await page.get_by_label("Vanaf", exact=True).fill("2026-09-01")
    await page.get_by_role("form", name="Naam volgens de wet geven").get_by_role("button").click()
    await page.get_by_text("Opgeslagen.").wait_for()
    await looker.look("spell-officer")
    await page.goto(f"{address}/intake/out-of-education/imports")
    await looker.look("import")
    file: FilePayload = {
        "name": "meldingen.csv",
        "mimeType": "text/csv",
        "buffer": LINES.encode(),
    }
    await page.get_by_label("Bestand").set_input_files(files=[file])
    await page.get_by_role("button", name="Bekijk het bestand").click()
    await page.get_by_text("Schrijf de dag als").wait_for()
    await looker.look("import-looked")
    await page.get_by_role("button", name="Neem 1 meldingen over").click()
    await page.get_by_role("link", name="Noor Bakker").wait_for()

    await looker.be(unit_coordinator)
    await page.goto(spell)
    await looker.look("spell-desk")
    await page.get_by_label("Wat doet u?").first.select_option("call-parents")
    await page.get_by_label("Uiterlijk op").first.fill("2026-09-08")
    await page.get_by_role("button", name="Neem dit op mijn naam").click()
    await page.get_by_text("Dit staat nu op uw naam.").wait_for()

    await looker.be(coordinator)
    await page.goto(spell)
    await page.get_by_label("Op school vanaf").fill("2026-09-07")
    await page.get_by_role("button", name="Bevestig dat het kind weer naar school gaat").click()
    await page.get_by_text("Dit kind gaat weer naar school").wait_for()
    await looker.look("ended")

    await looker.be(an_actor(Role.DIRECTOR))
    await page.goto(f"{address}/intake/out-of-education")
    await page.get_by_text("Zuid").first.wait_for()
    assert await page.get_by_text("Bakker").count() == 0
    await looker.look("director")
    await looker.be(an_actor(Role.ADMINISTRATOR))
    await page.goto(f"{address}/intake/deciders")
    await looker.look("deciders")

    assert looker.wrong == []
