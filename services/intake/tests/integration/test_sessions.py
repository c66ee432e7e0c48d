"""Integration: sessions of people, from log-in to log-out, as a browser has them."""

import asyncio
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from samenspel_intake.application.register_person import RegisterPerson, register_person
from samenspel_intake.application.start_session import start_session
from samenspel_intake.domain.alliance import alliance_id_of, school_id_of, unit_id_of
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.log_in import AccountProof, LogInKeyKind, LogInMethod
from samenspel_intake.domain.person import Person
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import AllianceId, GrantId, PersonId, UnitId, new_id
from samenspel_kernel.session import Session
from samenspel_platform.cookies import COOKIE, CookieSeal
from samenspel_testkit.pages import Page

ALLIANCE = alliance_id_of("PO9901")
KEY = "a key of the tests, long enough to seal with"
PAGE = "/intake/support-requests/new"
LOGGED_OUT = "/intake/logged-out/waterkant"
ACCOUNT = AccountProof(issuer="waterkant", key="a hash", is_strong=True)
TOLD = "SELECT type FROM bus.outbox WHERE agg_id = :person ORDER BY agg_seq"


@pytest.fixture
async def person(intake: Any) -> Person:
    """A school's coordinator who coordinates a unit too."""
    command = RegisterPerson(
        alliance_id=ALLIANCE,
        name="Fatima El Amrani",
        role=Role.SCHOOL_COORDINATOR,
        school_id=school_id_of("99BB00"),
    )
    async with intake.process.job_context.transactions(intake.scope) as uow:
        made = await register_person(command, uow=uow, clock=intake.clock)
        made.give(
            Grant(
                id=GrantId(new_id()),
                role=Role.UNIT_COORDINATOR,
                since=dutch_date(intake.clock.now()),
                unit_id=UnitId(unit_id_of("PO9901", "zuid")),
            ),
            at=intake.clock.now(),
        )
        uow.people.save(made)
    return made


async def log_in(intake: Any, person: Person) -> Session:
    async with intake.process.job_context.transactions(intake.scope) as uow:
        return await start_session(
            person, method=LogInMethod.OIDC, uow=uow, clock=intake.clock, account=ACCOUNT
        )


def sealed(intake: Any, session: Session) -> str:
    return CookieSeal(KEY, clock=intake.clock, secure=False).seal(session)


def browser(intake: Any, session: Session | str) -> httpx2.AsyncClient:
    client: httpx2.AsyncClient = intake.client(None)
    value = session if isinstance(session, str) else sealed(intake, session)
    client.cookies.set(COOKIE, value, domain="127.0.0.1", path="/")
    return client


async def press(client: httpx2.AsyncClient, page: str, button: str, **fields: str) -> str:
    shown = Page((await client.get(page)).text)
    answer = await client.post(button, data={"csrf": shown.fields["csrf"], **fields})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def is_in(client: httpx2.AsyncClient, page: str = PAGE) -> bool:
    """Tell whether somebody is logged in, by a page that nobody else is shown."""
    return (await client.get(page)).status_code == 200


async def test_a_session_lets_in_who_it_is_of(intake: Any, person: Person) -> None:
    async with browser(intake, await log_in(intake, person)) as client:
        assert await is_in(client)
        assert "Fatima El Amrani" in (await client.get(PAGE)).text


async def test_a_sealed_session_that_never_began_lets_nobody_in(
    intake: Any, person: Person
) -> None:
    session = await log_in(intake, person)
    for changed in (
        replace(session, id="made-up"),
        replace(session, grant_id=GrantId(new_id())),
        replace(session, alliance_id=AllianceId(new_id())),
        replace(session, person_id=PersonId(new_id())),
    ):
        async with browser(intake, changed) as client:
            assert not await is_in(client)


async def test_a_log_in_gives_a_new_session_and_ends_what_the_browser_had(
    intake: Any, person: Person
) -> None:
    planted = sealed(intake, await log_in(intake, person))
    async with browser(intake, planted) as client, browser(intake, planted) as attacker:
        assert await is_in(attacker)
        await press(client, PAGE, f"/intake/personas/{person.id}")
        assert client.cookies[COOKIE] != planted
        assert await is_in(client)
        assert not await is_in(attacker)


async def test_a_copied_cookie_is_worth_nothing_after_logging_out(
    intake: Any, person: Person
) -> None:
    cookie = sealed(intake, await log_in(intake, person))
    async with browser(intake, cookie) as client, browser(intake, cookie) as copy:
        assert await press(client, PAGE, "/intake/sign-out") == LOGGED_OUT
        assert COOKIE not in client.cookies
        assert not await is_in(copy)


async def test_logging_out_in_two_places_at_once_succeeds_in_both(
    intake: Any, person: Person
) -> None:
    one, two = [browser(intake, await log_in(intake, person)) for _ in range(2)]
    async with one, two:
        leave = [press(client, PAGE, "/intake/sign-out") for client in (one, two)]
        assert await asyncio.gather(*leave) == [LOGGED_OUT, LOGGED_OUT]


async def test_one_sees_where_one_is_logged_in_and_logs_out_elsewhere(
    intake: Any, person: Person
) -> None:
    here, there = await log_in(intake, person), await log_in(intake, person)
    async with browser(intake, here) as client, browser(intake, there) as other:
        page = await client.get("/intake/sessions")
        assert page.text.count("Met uw account van het werk") == 2
        assert here.id not in page.text
        await press(client, "/intake/sessions", "/intake/sessions/end", session=there.hash)
        assert not await is_in(other)
        assert await is_in(client)


async def test_nobody_ends_the_session_of_another(intake: Any, person: Person) -> None:
    command = RegisterPerson(alliance_id=ALLIANCE, name="Anneke Sluis", role=Role.DIRECTOR)
    async with intake.process.job_context.transactions(intake.scope) as uow:
        director = await register_person(command, uow=uow, clock=intake.clock)
    mine, theirs = await log_in(intake, director), await log_in(intake, person)
    async with browser(intake, mine) as client, browser(intake, theirs) as other:
        await press(client, "/intake/sessions", "/intake/sessions/end", session=theirs.hash)
        assert await is_in(other)


async def test_logging_out_everywhere_ends_every_session_and_is_told(
    intake: Any, person: Person
) -> None:
    sessions = [await log_in(intake, person) for _ in range(3)]
    async with browser(intake, sessions[0]) as client:
        await press(client, "/intake/sessions", "/intake/sessions/end-all")
    for session in sessions:
        async with browser(intake, session) as client:
            assert not await is_in(client)
    async with intake.process.job_context.transactions(intake.scope) as uow:
        told = (await uow.session.scalars(text(TOLD), {"person": person.id})).all()
    assert [type_.removeprefix("nl.passend-onderwijs.") for type_ in told] == [
        "person.access-changed.v1",
        "person.access-changed.v1",
        "person.sessions-ended.v1",
    ]


async def test_one_goes_on_in_another_role_and_the_old_cookie_is_over(
    intake: Any, person: Person
) -> None:
    before = sealed(intake, await log_in(intake, person))
    async with browser(intake, before) as client, browser(intake, before) as copy:
        assert (await client.get("/intake/desk")).status_code == 403
        grant = str(person.grants[1].id)
        await press(client, "/intake/roles", "/intake/roles", grant=grant)
        assert await is_in(client, "/intake/desk")
        assert not await is_in(copy)


@pytest.mark.parametrize("grant", ["", "x", "00000000-0000-0000-0000-000000000007"])
async def test_a_role_that_one_does_not_have_is_refused(
    intake: Any, person: Person, grant: str
) -> None:
    async with browser(intake, await log_in(intake, person)) as client:
        csrf = Page((await client.get("/intake/roles")).text).fields["csrf"]
        answer = await client.post("/intake/roles", data={"csrf": csrf, "grant": grant})
        assert answer.status_code in (400, 409)
        assert await is_in(client)


async def test_who_loses_the_role_is_out_at_once(intake: Any, person: Person) -> None:
    async with browser(intake, await log_in(intake, person)) as client:
        assert await is_in(client)
        async with intake.process.job_context.transactions(intake.scope) as uow:
            mine = await uow.people.get(person.id)
            mine.take_away(mine.grants[0].id, at=intake.clock.now())
            uow.people.save(mine)
        assert not await is_in(client)


async def test_a_session_ends_after_half_an_hour_or_twelve_hours(
    intake: Any, person: Person
) -> None:
    session = await log_in(intake, person)
    async with browser(intake, session) as client:
        for _ in range(36):
            intake.clock.advance(minutes=20)
            assert await is_in(client)
        intake.clock.advance(minutes=1)
        assert not await is_in(client)
    async with browser(intake, await log_in(intake, person)) as client:
        intake.clock.advance(minutes=31)
        assert not await is_in(client)


async def test_a_key_leads_to_its_people_in_every_alliance_and_to_nobody_else(
    intake: Any, person: Person
) -> None:
    async with intake.process.job_context.transactions(intake.scope) as uow:
        await uow.log_in_keys.put(LogInKeyKind.EMAIL, "Fatima@School.example ", person.id)
        await uow.log_in_keys.put(LogInKeyKind.EMAIL, "fatima@school.example", person.id)
        rows = (await uow.session.execute(text("SELECT * FROM log_in_key"))).all()
    assert "fatima" not in repr(rows).lower()
    async with intake.process.transactions(replace(intake.scope, alliance_id=new_id())) as uow:
        find = uow.log_in_keys.find
        assert await find(LogInKeyKind.EMAIL, "FATIMA@school.example") == [(ALLIANCE, person.id)]
        assert await find(LogInKeyKind.OIDC, "fatima@school.example") == []
        await uow.log_in_keys.remove(LogInKeyKind.EMAIL, "fatima@school.example", person.id)
        assert await find(LogInKeyKind.EMAIL, "fatima@school.example") != [], "another alliance's"
    async with intake.process.transactions(intake.scope) as uow:
        await uow.log_in_keys.remove(LogInKeyKind.EMAIL, "fatima@school.example", person.id)
        assert await uow.log_in_keys.find(LogInKeyKind.EMAIL, "fatima@school.example") == []
