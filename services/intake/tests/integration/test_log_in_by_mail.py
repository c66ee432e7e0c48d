"""Integration: who came by invitation logs in with a code; guessing, repeating and stealing fail."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx2
import pytest

from samenspel_intake.application.register_person import RegisterPerson, register_person
from samenspel_intake.domain.alliance import Alliance, alliance_id_of, school_id_of
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.limits import CODES_FROM_A_NETWORK
from samenspel_intake.domain.log_in import LogInKeyKind
from samenspel_intake.jobs.send_codes import forget_codes, send_codes
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import GrantId, PersonId, new_id
from samenspel_messaging.scope import Scope
from samenspel_platform.cookies import COOKIE
from samenspel_platform.letter_secrets import LetterSecrets, Ticket
from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.pages import Page

from .passwordless import (
    ANNA,
    BY_MAIL,
    Letters,
    a_pupil,
    accept,
    ask_code,
    invite,
    is_in,
    send,
)

KEY = "a key of the tests, long enough to seal with"
CODE = f"{BY_MAIL}/code"
LINK = f"{BY_MAIL}/link"
AGAIN = f"{BY_MAIL}/again"
OVER = "Deze code werkt niet meer."
WRONG = "Deze code klopt niet."


@pytest.fixture
def demo() -> bool:
    return False


@pytest.fixture
def letters(intake: Any) -> Letters:
    return Letters(intake, LetterSecrets(KEY))


@pytest.fixture
async def anna(intake: Any, letters: Letters, coordinator: Actor) -> PersonId:
    """A parent who took part, and is logged in nowhere."""
    await invite(intake, coordinator, await a_pupil(intake))
    async with intake.client(None) as client:
        await accept(client, await letters.invitation())
        await send(client, "/intake/sessions", "/intake/sign-out")
    return PersonId(UUID((await letters.told("person.access-changed"))[-1]["personId"]))


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def shape(answer: httpx2.Response) -> tuple[object, ...]:
    """Give all of an answer that could tell something, but for what is random in it."""
    kept = {k: v for k, v in answer.headers.items() if k != "set-cookie"}
    cookies = [value.partition("=")[0] for value in answer.headers.get_list("set-cookie")]
    return answer.status_code, kept, cookies, answer.text


async def test_one_more_code_comes_without_the_address_and_counts(
    intake: Any, letters: Letters, anna: PersonId
) -> None:
    async with intake.client(None) as client, intake.client(None) as other:
        assert (await send(other, BY_MAIL, AGAIN)).headers["location"] == BY_MAIL
        await ask_code(client)
        first, _ = await letters.code()
        known = await send(client, CODE, AGAIN)
        assert known.headers["location"] == CODE
        second, _ = await letters.code()
        assert second != first

        await ask_code(other, "nobody@voorbeeld.example")
        assert shape(await send(other, CODE, AGAIN)) == shape(known)

        assert (await send(client, CODE, code=first)).status_code == 422
        assert (await send(client, CODE, code=second)).status_code == 303
        assert await is_in(client)
        for _ in range(CODES_FROM_A_NETWORK.most - 5):
            assert (await send(other, CODE, AGAIN)).status_code == 303
        assert (await send(other, CODE, AGAIN)).status_code == 429


async def test_the_code_lets_in_once_where_it_was_asked(
    intake: Any, letters: Letters, anna: PersonId
) -> None:
    async with intake.client(None) as client:
        asked = await ask_code(client, f" {ANNA.upper()} ")
        assert asked.headers["location"] == CODE
        code, _ = await letters.code()
        answer = await send(client, CODE, code=f"{code[:3]} {code[3:]}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/intake")
        assert await is_in(client)

        await send(client, "/intake/sessions", "/intake/sign-out")
        assert OVER in (await send(client, CODE, code=code)).text
        assert not await is_in(client)


async def test_nothing_tells_whether_an_address_is_known(
    intake: Any, letters: Letters, anna: PersonId
) -> None:
    async with intake.client(None) as known, intake.client(None) as unknown:
        asked = [await ask_code(known), await ask_code(unknown, "niemand@voorbeeld.example")]
        assert shape(asked[0]) == shape(asked[1])
        assert (await known.get(CODE)).status_code == (await unknown.get(CODE)).status_code == 200
        code, _ = await letters.code()
        assert len(await letters.told("contact.log-in-code-asked")) == 1
        for _ in range(5):
            tried = [await send(c, CODE, code=other_than(code)) for c in (known, unknown)]
            assert [WRONG in answer.text for answer in tried] == [True, True]
        tried = [await send(c, CODE, code=other_than(code)) for c in (known, unknown)]
        assert [OVER in answer.text for answer in tried] == [True, True]


async def test_asking_does_the_same_work_for_known_and_unknown(
    intake: Any, anna: PersonId, urls: ServiceUrls
) -> None:
    """No clock is needed to see it: one row more, and nothing else, until the job comes."""

    async def work(email: str) -> dict[str, int]:
        connection = await asyncpg.connect(urls.owner_url)
        tables = await connection.fetch(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname IN ('public', 'bus')"
        )
        counts = {t: await connection.fetchval(f"SELECT count(*) FROM {t}") for (t,) in tables}
        async with intake.client(None) as client:
            await ask_code(client, email)
        after = {t: await connection.fetchval(f"SELECT count(*) FROM {t}") for (t,) in tables}
        await connection.close()
        return {t: after[t] - counts[t] for t in after if after[t] != counts[t]}

    await work("eerst@voorbeeld.example")  # the count of this network begins
    assert await work(ANNA) == await work("niemand@voorbeeld.example") == {"public.log_in_code": 1}


async def test_five_wrong_tries_end_a_code_for_good(
    intake: Any, letters: Letters, anna: PersonId
) -> None:
    async with intake.client(None) as client:
        await ask_code(client)
        code, ticket = await letters.code()
        for _ in range(5):
            assert WRONG in (await send(client, CODE, code=other_than(code))).text
        assert OVER in (await send(client, CODE, code=code)).text
        assert OVER in (await client.post(LINK, data={"ticket": str(ticket)})).text
        assert not await is_in(client)


async def test_a_code_is_over_after_ten_minutes(
    intake: Any, letters: Letters, anna: PersonId
) -> None:
    async with intake.client(None) as client:
        await ask_code(client)
        code, ticket = await letters.code()
        intake.clock.advance(timedelta(minutes=10))
        assert OVER in (await send(client, CODE, code=code)).text
        assert OVER in (await client.post(LINK, data={"ticket": str(ticket)})).text
        assert not await is_in(client)


async def test_a_code_is_of_no_use_in_another_browser(
    intake: Any, letters: Letters, anna: PersonId
) -> None:
    async with intake.client(None) as client, intake.client(None) as thief:
        await ask_code(client)
        code, _ = await letters.code()
        assert OVER in (await send(thief, CODE, code=code)).text
        await ask_code(thief, "dief@voorbeeld.example")
        assert WRONG in (await send(thief, CODE, code=code)).text
        assert not await is_in(thief)


async def test_the_link_is_enough_in_the_browser_that_asked(
    intake: Any, letters: Letters, anna: PersonId
) -> None:
    async with intake.client(None) as client:
        await ask_code(client)
        _, ticket = await letters.code()
        page = await client.get(f"{LINK}?ticket={ticket}")
        assert "code" not in Page(page.text).fields
        assert not await is_in(client), "opening a link uses nothing up"
        await send(client, f"{LINK}?ticket={ticket}", ticket=str(ticket))
        assert await is_in(client)


async def test_on_another_device_the_link_needs_the_code_too(
    intake: Any, letters: Letters, anna: PersonId
) -> None:
    async with intake.client(None) as client, intake.client(None) as phone:
        await ask_code(client)
        code, ticket = await letters.code()
        url = f"{LINK}?ticket={ticket}"
        assert "code" in Page((await phone.get(url)).text).fields
        assert WRONG in (await send(phone, url, ticket=str(ticket))).text
        assert not await is_in(phone)
        await send(phone, url, ticket=str(ticket), code=code)
        assert await is_in(phone)
        assert OVER in (await send(client, CODE, code=code)).text


async def test_a_forged_link_does_nothing(intake: Any, letters: Letters, anna: PersonId) -> None:
    async with intake.client(None) as client:
        await ask_code(client)
        _, ticket = await letters.code()
        for forged in (
            Ticket(ticket.alliance_id, ticket.id, bytes(32)),
            Ticket(ticket.alliance_id, uuid4(), ticket.secret),
            "nonsense",
        ):
            assert OVER in (await client.post(LINK, data={"ticket": str(forged)})).text
        assert not await is_in(client)


async def test_logging_in_gives_a_session_that_nobody_had_before(
    intake: Any, letters: Letters, anna: PersonId, stranger: Actor
) -> None:
    """Session fixation: what an attacker put in the browser before is worth nothing after."""
    async with intake.client(None) as client:
        planted = intake.actors.log_in(stranger)
        client.cookies.set(COOKIE, planted, domain="127.0.0.1")
        await ask_code(client)
        code, _ = await letters.code()
        await send(client, CODE, code=code)
        assert client.cookies[COOKIE] != planted
        assert await is_in(client)


async def test_another_site_can_not_log_a_browser_in(
    intake: Any, letters: Letters, anna: PersonId
) -> None:
    async with intake.client(None) as client:
        await ask_code(client)
        code, _ = await letters.code()
        answer = await client.post(
            CODE, data={"code": code}, headers={"origin": "https://elders.example"}
        )
        assert answer.status_code == 403
        assert not await is_in(client)


async def test_an_address_gets_five_letters_an_hour_and_the_asker_is_not_told(
    intake: Any, letters: Letters, anna: PersonId
) -> None:
    async with intake.client(None) as client:
        for _ in range(8):
            assert (await ask_code(client)).status_code == 303
        await send_codes(intake.process.job_context)
        assert len(await letters.told("contact.log-in-code-asked")) == 5
        intake.clock.advance(timedelta(hours=1))
        await ask_code(client)
        await send_codes(intake.process.job_context)
        assert len(await letters.told("contact.log-in-code-asked")) == 6


async def test_a_network_that_asks_too_often_gets_no_answer_for_an_hour(intake: Any) -> None:
    async with intake.client(None) as client:
        for n in range(60):
            answer = await client.post(BY_MAIL, data={"email": f"a{n}@voorbeeld.example"})
            assert answer.status_code == 303
        refused = await client.post(BY_MAIL, data={"email": ANNA})
        assert refused.status_code == 429
        intake.clock.advance(timedelta(hours=1))
        assert (await client.post(BY_MAIL, data={"email": ANNA})).status_code == 303


async def test_guessing_codes_ends_for_a_network_whatever_it_asks(
    intake: Any, letters: Letters, anna: PersonId
) -> None:
    async with intake.client(None) as client:
        for _ in range(6):
            await ask_code(client, "dief@voorbeeld.example")
            for _ in range(5):
                await client.post(CODE, data={"code": "000000"})
        await ask_code(client)
        code, _ = await letters.code()
        assert (await client.post(CODE, data={"code": code})).status_code == 429
        assert not await is_in(client)


async def test_staff_does_not_get_in_with_a_code(
    intake: Any, letters: Letters, anna: PersonId
) -> None:
    """Nor does a parent with a code become staff, should the same person be both."""
    async with intake.process.job_context.transactions(intake.scope) as uow:
        command = RegisterPerson(
            alliance_id=alliance_id_of("PO9901"),
            name="Kees",
            role=Role.SCHOOL_COORDINATOR,
            school_id=school_id_of("99BB00"),
            email="kees@school.example",
        )
        kees = await register_person(command, uow=uow, clock=intake.clock)
        await uow.log_in_keys.put(LogInKeyKind.EMAIL, "kees@school.example", kees.id)
        person = await uow.people.get(anna)
        staff = Grant(
            id=GrantId(new_id()),
            role=Role.ADMINISTRATOR,
            since=dutch_date(intake.clock.now()),
        )
        person.give(staff, at=intake.clock.now())
        uow.people.save(person)
    async with intake.client(None) as client:
        await ask_code(client, "kees@school.example")
        await send_codes(intake.process.job_context)
        assert await letters.told("contact.log-in-code-asked") == []

        await ask_code(client)
        code, _ = await letters.code()
        await send(client, CODE, code=code)
        assert (await client.get("/intake/claim-rules")).status_code in (403, 404)
        token = Page((await client.get("/intake/sessions")).text).fields["csrf"]
        answer = await client.post("/intake/roles", data={"csrf": token, "grant": str(staff.id)})
        assert answer.status_code in (403, 409, 422)
        assert (await client.get("/intake/claim-rules")).status_code in (403, 404)


async def test_who_lost_its_role_does_not_get_in(
    intake: Any, letters: Letters, anna: PersonId
) -> None:
    async with intake.process.job_context.transactions(intake.scope) as uow:
        person = await uow.people.get(anna)
        person.take_away(person.grants[0].id, at=intake.clock.now())
        uow.people.save(person)
    async with intake.client(None) as client:
        await ask_code(client)
        code, _ = await letters.code()
        assert (await send(client, CODE, code=code)).status_code == 409
        assert not await is_in(client)


async def test_who_is_known_in_two_alliances_chooses_one(
    intake: Any, letters: Letters, anna: PersonId
) -> None:
    elsewhere = alliance_id_of("PO9902")
    async with intake.process.job_context.transactions(Scope.begin(elsewhere)) as uow:
        await uow.alliances.put(Alliance.numbered("PO9902", "Het Veen"))
        command = RegisterPerson(alliance_id=elsewhere, name="Anna", role=Role.EXPERT, email=ANNA)
        there = await register_person(command, uow=uow, clock=intake.clock)
        await uow.log_in_keys.put(LogInKeyKind.EMAIL, ANNA, there.id)
    async with intake.client(None) as client:
        await ask_code(client)
        code, _ = await letters.code()
        answer = await send(client, CODE, code=code)
        assert answer.headers["location"] == f"{BY_MAIL}/alliance"
        assert not await is_in(client)
        page = await client.get(f"{BY_MAIL}/alliance")
        assert "Het Veen" in page.text
        await send(client, f"{BY_MAIL}/alliance", alliance_id=str(elsewhere))
        assert await is_in(client)
        assert "Het Veen" in (await client.get("/intake/sessions")).text
        assert (await client.get(f"{BY_MAIL}/alliance")).headers["location"] == "/intake"


async def test_what_is_over_is_forgotten(
    intake: Any, letters: Letters, anna: PersonId, urls: ServiceUrls
) -> None:
    async with intake.client(None) as client:
        await ask_code(client)
    await send_codes(intake.process.job_context)
    intake.clock.advance(timedelta(days=2))
    await forget_codes(intake.process.job_context)
    connection = await asyncpg.connect(urls.owner_url)
    for table in ("log_in_code", "try_count", "passkey_challenge"):
        assert await connection.fetchval(f"SELECT count(*) FROM {table}") == 0
    await connection.close()
