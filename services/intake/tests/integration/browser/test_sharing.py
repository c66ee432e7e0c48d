"""Integration: leave to share in a real browser, from the question to the end of what was shared."""

from typing import Any
from uuid import UUID, uuid4

from playwright.async_api import expect

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import dutch_date
from samenspel_platform.looking_at_items import LOOK_AT_OPEN_ITEMS

from ..test_shares import a_family, a_partner, days, somebody
from .looking import Looker

ASKED = "Mogen wij dit delen met Jeugdteam?"
WITHDRAW = "Trek mijn toestemming in"


async def press(looker: Looker, button: str) -> None:
    """Press a button by the keyboard."""
    found = looker.page.get_by_role("button", name=button)
    await found.focus()
    await expect(found).to_be_focused()
    async with looker.page.expect_navigation():
        await looker.page.keyboard.press("Enter")


async def ask(looker: Looker, school: Actor, pupil_id: UUID) -> str:
    """Ask the parents, and give where it stands."""
    page, until = looker.page, days(looker.intake, 200)
    await looker.be(school, f"/intake/pupils/{pupil_id}/share-grants")
    await looker.look("nothing-yet")
    await page.get_by_role("link", name="Toestemming vragen").click()
    await page.get_by_label("Tot en met").fill(until)
    await press(looker, "Vraag het de ouders")
    await expect(page.get_by_role("alert")).to_be_visible()
    await expect(page.get_by_label("Tot en met")).to_have_value(until)
    await looker.look("refused")
    await page.get_by_label("Partner").select_option(label="Jeugdteam")
    for choice in ("Hulp uit de jeugdzorg", "Wat het kind nodig heeft"):
        await page.get_by_text(choice, exact=True).click()
    await press(looker, "Vraag het de ouders")
    await expect(page.get_by_text("Tot zij antwoorden, delen wij niets.")).to_be_visible()
    await looker.look("asked")
    return page.url.removeprefix(looker.address).split("?")[0]


async def is_shared(intake: Any, pupil_id: UUID, partner: str) -> bool:
    async with intake.process.transactions(intake.scope) as uow:
        today = dutch_date(intake.clock.now())
        shared: bool = await uow.share_grants.may_share(pupil_id, UUID(partner), on=today)
    return shared


async def test_parents_say_yes_and_one_takes_it_back_and_all_of_it_ends(
    looker: Looker, intake: Any, coordinator: Actor
) -> None:
    partner, _ = await a_partner(intake)
    async with intake.client(coordinator) as school:
        pupil_id, (one, other) = await a_family(intake, school)
    consultant = await somebody(intake, Role.YOUTH_CONSULTANT, pupil_ids=frozenset({uuid4()}))
    page = looker.page
    share = await ask(looker, coordinator, pupil_id)

    for parent in (one, other):
        assert not await is_shared(intake, pupil_id, partner)
        await looker.be(parent, f"/intake/pupils/{pupil_id}/share-grants")
        await page.get_by_role("link", name="Jeugdteam").click()
        await expect(page.get_by_text(ASKED)).to_be_visible()
        await looker.look("parent-asked")
        await press(looker, "Ja, dit mag")
        await expect(page.get_by_role("button", name=WITHDRAW)).to_be_visible()
    assert await is_shared(intake, pupil_id, partner)

    await looker.be(coordinator, share)
    await page.get_by_label("Professional").select_option(value=str(consultant.person_id))
    await press(looker, "Laat meekijken")
    await expect(page.get_by_text("Deze persoon kijkt nu mee.")).to_be_visible()
    await looker.look("looks-along")

    await looker.be(one, share)
    await press(looker, WITHDRAW)
    await expect(page.get_by_text("Gestopt", exact=True)).to_be_visible()
    await expect(page.get_by_role("button", name=WITHDRAW)).to_have_count(0)
    await looker.look("withdrawn")
    assert not await is_shared(intake, pupil_id, partner)
    async with intake.process.transactions(intake.scope) as uow:
        person = await uow.people.get(consultant.person_id)
    today = dutch_date(intake.clock.now())
    assert not any(pupil_id in grant.pupil_ids for grant in person.grants_on(today))
    for reader in (coordinator, other):
        await looker.be(reader, f"/intake/pupils/{pupil_id}/share-grants")
        await expect(page.get_by_role("cell", name="Gestopt")).to_be_visible()
        await page.goto(f"{looker.address}{share}")
        await expect(page.get_by_role("button", name="Laat meekijken")).to_have_count(0)
    assert looker.wrong == []


async def test_who_was_named_decides_when_the_second_parent_stays_silent(
    looker: Looker, intake: Any, coordinator: Actor
) -> None:
    partner, director = await a_partner(intake)
    async with intake.client(coordinator) as school:
        pupil_id, (one, other) = await a_family(intake, school)
    page = looker.page
    share = await ask(looker, coordinator, pupil_id)
    await looker.be(one, share)
    await press(looker, "Ja, dit mag")
    await looker.be(director, share)
    await expect(page.get_by_role("heading", name="Beslissen bij stilte")).to_have_count(0)

    intake.clock.advance(days=60)
    await LOOK_AT_OPEN_ITEMS.run(intake.process.job_context)
    await looker.be(director, share)
    await expect(page.get_by_text("nog geen antwoord")).to_be_visible()
    await looker.look("silence")
    await page.get_by_text("Wij delen dit", exact=True).click()
    await press(looker, "Leg de beslissing vast")
    await expect(page.get_by_role("alert")).to_be_visible()
    await looker.look("silence-refused")
    await page.get_by_text("Wij delen dit", exact=True).click()
    await page.get_by_label("Reden").fill("De andere ouder is onbereikbaar.")
    await press(looker, "Leg de beslissing vast")
    await expect(page.get_by_text("De beslissing is opgeslagen.")).to_be_visible()
    assert await is_shared(intake, pupil_id, partner)

    await looker.be(other, share)
    await expect(page.get_by_text(ASKED)).to_be_visible()
    await press(looker, "Nee, dit mag niet")
    await expect(page.get_by_text("Gestopt", exact=True)).to_be_visible()
    assert not await is_shared(intake, pupil_id, partner)
    assert looker.wrong == []
