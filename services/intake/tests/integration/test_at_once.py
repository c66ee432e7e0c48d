"""Integration: what counts once counts once, also when it comes twice at the same moment."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from samenspel_intake.application.enter_with_account import recognise
from samenspel_intake.application.find_entrances import Entrance
from samenspel_intake.domain.alliance import school_id_of
from samenspel_intake.domain.log_in import KeyTaken
from samenspel_intake.domain.organisation_account import OrganisationAccount
from samenspel_intake.settings import IssuerSettings
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import SchoolId
from samenspel_platform.letter_secrets import LetterSecrets
from samenspel_testkit.identity_provider import SmallProvider

from .organisations import ALLIANCE, KEY, Visitor, links_of, vouching
from .passwordless import BY_MAIL, Letters, a_pupil, accept, ask_code, invite, send

BOTH = (1, 2)


@pytest.fixture
def demo() -> bool:
    return False


@pytest.fixture
def issuers(entree: SmallProvider, own: SmallProvider) -> tuple[IssuerSettings, ...]:
    return vouching(entree, own)


@pytest.fixture
async def browsers(intake: Any) -> AsyncIterator[list[httpx2.AsyncClient]]:
    """Two of them."""
    async with intake.client(None) as one, intake.client(None) as two:
        yield [one, two]


@pytest.fixture
def letters(intake: Any) -> Letters:
    return Letters(intake, LetterSecrets(KEY))


async def count(intake: Any, table: str) -> int:
    async with intake.process.job_context.transactions(intake.scope) as uow:
        return int(await uow.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


async def test_two_first_log_ins_at_once_make_one_person(
    intake: Any, browsers: list[httpx2.AsyncClient]
) -> None:
    before = await count(intake, "person")
    visitors = [Visitor(intake, browser) for browser in browsers]
    backs = [await visitor.leave() for visitor in visitors]
    pairs = zip(browsers, backs, strict=True)
    answers = await asyncio.gather(*(browser.get(back) for browser, back in pairs))

    assert [answer.status_code for answer in answers] == [303, 303]
    one, two = [(await visitor.person()).id for visitor in visitors]
    assert one == two
    assert await count(intake, "person") == before + 1


async def test_an_account_becomes_one_person_in_whatever_order_two_transactions_end(
    intake: Any,
) -> None:
    """The second waits for the first, and is told that the account is somebody's."""
    account = OrganisationAccount(issuer="entree", subject="new", name="Noor de Boer")
    here = Entrance(alliance_id=ALLIANCE, school_ids=frozenset({SchoolId(school_id_of("99BB00"))}))

    async def enter(held: asyncio.Event, release: asyncio.Event) -> None:
        async with intake.process.transactions(intake.scope) as uow:
            await recognise(account, here, uow=uow, clock=intake.clock)
            held.set()
            await release.wait()

    first_holds, release = asyncio.Event(), asyncio.Event()
    first = asyncio.create_task(enter(first_holds, release))
    await first_holds.wait()
    second = asyncio.create_task(enter(asyncio.Event(), release))
    done, _ = await asyncio.wait({second}, timeout=0.2)
    assert not done, "it waits"
    release.set()
    await first
    with pytest.raises(KeyTaken):
        await second
    assert await count(intake, "log_in_key") == 1


async def test_two_letters_to_one_address_make_one_person(
    intake: Any, coordinator: Actor, letters: Letters, browsers: list[httpx2.AsyncClient]
) -> None:
    tickets = []
    for name in ("Sem", "Noor"):
        await invite(intake, coordinator, await a_pupil(intake, name))
        tickets.append(await letters.invitation())
    pairs = zip(browsers, tickets, strict=True)
    answers = await asyncio.gather(*(accept(browser, ticket) for browser, ticket in pairs))

    assert [answer.status_code for answer in answers] == [303, 303]
    async with intake.process.job_context.transactions(intake.scope) as uow:
        people = await uow.session.scalars(text("SELECT DISTINCT person_id FROM invitation"))
        assert len(people.all()) == 1


async def test_a_code_lets_in_once(
    intake: Any, coordinator: Actor, letters: Letters, browsers: list[httpx2.AsyncClient]
) -> None:
    await invite(intake, coordinator, await a_pupil(intake))
    asker, copy = browsers
    await accept(asker, await letters.invitation())
    asker.cookies.clear()
    await ask_code(asker)
    code, _ = await letters.code()
    copy.cookies.update(asker.cookies)
    before = await count(intake, "log_in")
    tries = (send(browser, f"{BY_MAIL}/code", code=code) for browser in browsers)
    answers = await asyncio.gather(*tries)

    assert sorted(answer.status_code for answer in answers)[0] == 303
    assert sorted(answer.status_code for answer in answers)[1] >= 400
    assert await count(intake, "log_in") == before + 1


async def test_a_challenge_is_signed_once(intake: Any) -> None:
    browser, at = b"b" * 32, intake.clock.now()
    async with intake.process.transactions(intake.scope) as uow:
        await uow.challenges.put(browser, b"c", expires_at=at.replace(hour=23))

    async def take() -> bytes | None:
        async with intake.process.transactions(intake.scope) as uow:
            taken: bytes | None = await uow.challenges.take(browser, at=at)
            await asyncio.sleep(0)
            return taken

    taken = await asyncio.gather(*(take() for _ in BOTH))
    assert sorted(taken, key=lambda each: each is None) == [b"c", None]


async def test_a_childs_code_lets_in_one_of_two_devices(
    intake: Any, coordinator: Actor, browsers: list[httpx2.AsyncClient]
) -> None:
    pupil = await a_pupil(intake)
    async with intake.client(coordinator) as adult:
        shown = await send(adult, f"/intake/pupils/{pupil}/child")
    ticket = next(url.partition("=")[2] for url in links_of(shown.text) if "ticket=" in url)
    before = await count(intake, "log_in")
    form, to = f"/intake/kind?ticket={ticket}", "/intake/kind"
    enter = (send(browser, form, to, ticket=ticket) for browser in browsers)
    answers = await asyncio.gather(*enter)

    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert await count(intake, "log_in") == before + 1
