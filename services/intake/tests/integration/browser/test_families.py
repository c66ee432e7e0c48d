"""Integration: the pages of families in a real browser, for a school and on a parent's phone."""

from typing import Any

from samenspel_kernel.actor import Actor

from ..test_families import ELSEWHERE, HOME, a_parent, entered, with_contact
from .looking import Looker


async def test_a_family_is_kept_and_corrected_on_accessible_pages(
    looker: Looker, intake: Any, address: str, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        pupil_id = await entered(school)
        await entered(school, familyName="Janssen")
        await with_contact(school, pupil_id, name="Anna", email="anna@example.org", **HOME)
        await with_contact(school, pupil_id, name="Bram", prefers="post", **ELSEWHERE)
    anna = await a_parent(intake, pupil_id, "anna@example.org")
    page = looker.page

    child = f"{address}/intake/pupils/{pupil_id}"
    await looker.be(coordinator)
    for part in ("family", "contacts/new", "details", "move", "changes"):
        await page.goto(f"{child}/{part}")
        await looker.look(part.replace("/", "-"))
    await page.goto(f"{address}/intake/matches")
    await looker.look("matches")
    await page.goto(f"{child}/family")
    await page.get_by_role("link", name="Wijzig de gegevens van Anna").click()
    await page.get_by_text("Gezag wijzigen").click()
    await page.get_by_text("Zonder gezag", exact=True).click()
    await page.get_by_label("Vanaf welke dag?").fill("2026-10-01")
    await page.get_by_text("Een rechter besliste het", exact=True).click()
    await page.get_by_role("button", name="Gezag opslaan").click()
    await page.get_by_text("1 oktober 2026").first.wait_for()
    await looker.look("contact")
    await looker.be(anna)
    await page.goto(f"{child}/family")
    await looker.look("parent-family")
    await page.get_by_role("link", name="Vraag om verbetering").click()
    await looker.look("correction-new")
    await page.get_by_label("Wat klopt er niet, of wat moet weg?").fill("De straat klopt niet.")
    await page.get_by_role("button", name="Verstuur").click()
    await page.get_by_text("De straat klopt niet.").wait_for()
    await looker.look("correction")
    await looker.be(coordinator)
    await page.reload()
    await looker.look("correction-answer")

    assert looker.wrong == []
