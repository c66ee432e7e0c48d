"""Integration: leave to share in a real browser, from the question to the end of what was shared."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from samenspel_intake.jobs.look_at_open_items import LOOK_AT_OPEN_ITEMS
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import dutch_date
from samenspel_platform.cookies import COOKIE
from samenspel_platform.http_server import serve
from samenspel_testkit.browser import axe_violations

from .test_shares import a_family, a_partner, days, somebody

OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"
ASKED = "Mogen wij dit delen met Jeugdteam?"
WITHDRAW = "Trek mijn toestemming in"


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


class Looker:
    """Looks at each page at both widths; `wrong` is what it found."""

    def __init__(self, page: Page, intake: Any, address: str) -> None:
        self.page, self.intake, self.address = page, intake, address
        self.wrong = list[str]()
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    async def be(self, actor: Actor, path: str) -> None:
        """Log in as somebody, and open a page."""
        cookie = self.intake.actors.log_in(actor)
        await self.page.context.add_cookies(
            [{"name": COOKIE, "value": cookie, "url": self.address}]
        )
        await self.page.goto(f"{self.address}{path}")

    async def look(self, name: str) -> None:
        for width in (1280, 360):
            await self.page.set_viewport_size({"width": width, "height": 900})
            found = await axe_violations(self.page)
            if (over := await self.page.evaluate(OVERFLOW)) > 0:
                found.append(f"scrolls sideways by {over}")
            self.wrong.extend(f"{self.page.url} at {width}: {each}" for each in found)
            if folder := os.environ.get("SHOTS"):
                await self.page.screenshot(path=Path(folder) / f"{name}-{width}.png")

    async def press(self, button: str) -> None:
        """Press a button by the keyboard."""
        found = self.page.get_by_role("button", name=button)
        await found.focus()
        await expect(found).to_be_focused()
        async with self.page.expect_navigation():
            await self.page.keyboard.press("Enter")

    async def ask(self, school: Actor, pupil_id: UUID) -> str:
        """Ask the parents, and give where it stands."""
        shares = f"/intake/pupils/{pupil_id}/share-grants"
        page = self.page
        await self.be(school, shares)
        await self.look("nothing-yet")
        await page.get_by_role("link", name="Toestemming vragen").click()
        await page.get_by_label("Tot en met").fill(days(self.intake, 200))
        await self.press("Vraag het de ouders")
        await expect(page.get_by_role("alert")).to_be_visible()
        await expect(page.get_by_label("Tot en met")).to_have_value(days(self.intake, 200))
        await self.look("refused")
        await page.get_by_label("Partner").select_option(label="Jeugdteam")
        for choice in ("Hulp uit de jeugdzorg", "Wat het kind nodig heeft"):
            await page.get_by_text(choice, exact=True).click()
        await self.press("Vraag het de ouders")
        await expect(page.get_by_text("Tot zij antwoorden, delen wij niets.")).to_be_visible()
        await self.look("asked")
        return page.url.removeprefix(self.address).split("?")[0]


@pytest_asyncio.fixture
async def looker(browser: Browser, intake: Any, address: str) -> AsyncIterator[Looker]:
    context = await browser.new_context(locale="nl-NL")
    yield Looker(await context.new_page(), intake, address)
    await context.close()


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
    share = await looker.ask(coordinator, pupil_id)

    for parent in (one, other):
        assert not await is_shared(intake, pupil_id, partner)
        await looker.be(parent, f"/intake/pupils/{pupil_id}/share-grants")
        await page.get_by_role("link", name="Jeugdteam").click()
        await expect(page.get_by_text(ASKED)).to_be_visible()
        await looker.look("parent-asked")
        await looker.press("Ja, dit mag")
        await expect(page.get_by_role("button", name=WITHDRAW)).to_be_visible()
    assert await is_shared(intake, pupil_id, partner)

    await looker.be(coordinator, share)
    await page.get_by_label("Professional").select_option(value=str(consultant.person_id))
    await looker.press("Laat meekijken")
    await expect(page.get_by_text("Deze persoon kijkt nu mee.")).to_be_visible()
    await looker.look("looks-along")

    await looker.be(one, share)
    await looker.press(WITHDRAW)
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
    share = await looker.ask(coordinator, pupil_id)
    await looker.be(one, share)
    await looker.press("Ja, dit mag")
    await looker.be(director, share)
    await expect(page.get_by_role("heading", name="Beslissen bij stilte")).to_have_count(0)

    intake.clock.advance(days=60)
    await LOOK_AT_OPEN_ITEMS.run(intake.process.job_context)
    await looker.be(director, share)
    await expect(page.get_by_text("nog geen antwoord")).to_be_visible()
    await looker.look("silence")
    await page.get_by_text("Wij delen dit", exact=True).click()
    await looker.press("Leg de beslissing vast")
    await expect(page.get_by_role("alert")).to_be_visible()
    await looker.look("silence-refused")
    await page.get_by_text("Wij delen dit", exact=True).click()
    await page.get_by_label("Reden").fill("De andere ouder is onbereikbaar.")
    await looker.press("Leg de beslissing vast")
    await expect(page.get_by_text("De beslissing is opgeslagen.")).to_be_visible()
    assert await is_shared(intake, pupil_id, partner)

    await looker.be(other, share)
    await expect(page.get_by_text(ASKED)).to_be_visible()
    await looker.press("Nee, dit mag niet")
    await expect(page.get_by_text("Gestopt", exact=True)).to_be_visible()
    assert not await is_shared(intake, pupil_id, partner)
    assert looker.wrong == []
