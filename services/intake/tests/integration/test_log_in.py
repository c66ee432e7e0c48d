"""Integration: staff log in with their organisation's account, and get what is theirs."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text

from samenspel_intake.application.manage_grants import (
    AddColleague,
    NewGrant,
    add_colleague,
    take_grant,
)
from samenspel_intake.domain.alliance import school_id_of
from samenspel_intake.settings import IssuerSettings
from samenspel_kernel.actor import Role
from samenspel_kernel.errors import RuleViolation
from samenspel_platform.cookies import COOKIE
from samenspel_testkit.identity_provider import SmallProvider

from .organisations import (
    ALLIANCE,
    ZUID,
    Visitor,
    administrator,
    make_coordinator,
    rule_for_zuid,
    seal_of,
    vouching,
)


@pytest.fixture
def demo() -> bool:
    return False


@pytest.fixture
def issuers(entree: SmallProvider, own: SmallProvider) -> tuple[IssuerSettings, ...]:
    return vouching(entree, own)


@pytest.fixture
async def visitor(intake: Any) -> AsyncIterator[Visitor]:
    async with intake.client(None) as ours:
        yield Visitor(intake, ours)


@pytest.fixture
async def colleague(intake: Any) -> AsyncIterator[Visitor]:
    """Somebody of the alliance itself."""
    async with intake.client(None) as ours:
        yield Visitor(intake, ours, "waterkant")


async def test_one_chooses_where_one_has_an_account(visitor: Visitor) -> None:
    page = await visitor.ours.get("/intake/log-in?to=/intake/support-requests")

    assert page.status_code == 200
    assert "Inloggen met Entree" in page.text
    assert 'href="/intake/log-in/waterkant?to=/intake/support-requests"' in page.text


async def test_who_is_at_a_school_is_a_teacher_there(visitor: Visitor) -> None:
    answer = await visitor.log_in(to="/intake/support-requests?status=submitted")

    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == "/intake/support-requests?status=submitted"
    assert await visitor.roles() == [(Role.TEACHER, school_id_of("99BB00"))]
    assert (await visitor.person()).name == "Fatima El Amrani"
    assert (await visitor.ours.get("/intake")).status_code == 200


async def test_the_same_account_is_the_same_person_in_another_session(visitor: Visitor) -> None:
    await visitor.log_in()
    first, cookie = await visitor.person(), visitor.ours.cookies[COOKIE]
    await visitor.log_in()

    assert (await visitor.person()).id == first.id
    assert len((await visitor.person()).grants) == 1
    assert seal_of(visitor.intake).open(cookie) != seal_of(visitor.intake).open(
        visitor.ours.cookies[COOKIE]
    )


async def test_a_short_code_means_every_location_of_the_school(
    visitor: Visitor, entree: SmallProvider
) -> None:
    entree.account["nlEduPersonHomeOrganizationId"] = "99aa"
    await visitor.log_in()

    assert {place for _, place in await visitor.roles()} == {
        school_id_of("99AA00"),
        school_id_of("99AA01"),
    }


@pytest.mark.parametrize(
    "changed",
    [
        {"eduPersonAffiliation": "student"},
        {"eduPersonAffiliation": []},
        {"nlEduPersonHomeOrganizationId": "88ZZ00"},
        {"nlEduPersonHomeOrganizationId": "99%"},
        {"nlEduPersonHomeOrganizationId": ""},
        {"role": "administrator", "roles": ["director"], "nlEduPersonHomeOrganizationId": "1"},
    ],
)
async def test_who_has_no_role_gets_no_session_but_a_way_on(
    visitor: Visitor, entree: SmallProvider, changed: dict[str, Any]
) -> None:
    entree.account |= changed
    answer = await visitor.log_in()

    assert answer.status_code == 403
    assert "U heeft nog geen toegang" in answer.text
    assert "entree:9f2c@school.example" in answer.text
    assert COOKIE not in visitor.ours.cookies


async def test_a_rule_of_an_administrator_gives_a_role_while_it_holds(
    intake: Any, colleague: Visitor, own: SmallProvider
) -> None:
    assert (await colleague.log_in()).status_code == 403
    await rule_for_zuid(intake)
    await colleague.log_in()
    assert await colleague.roles() == [(Role.UNIT_COORDINATOR, ZUID)]
    assert (await colleague.ours.get("/intake/desk")).status_code == 200

    own.account["groups"] = ["noord"]
    assert (await colleague.log_in()).status_code == 403
    assert await colleague.roles() == []
    assert (await colleague.ours.get("/intake/desk")).headers["location"] == "/intake"


async def test_a_rule_holds_for_its_own_issuer_only(
    intake: Any, visitor: Visitor, entree: SmallProvider
) -> None:
    await rule_for_zuid(intake)
    entree.account["groups"] = ["zuid"]
    await visitor.log_in()

    assert await visitor.roles() == [(Role.TEACHER, school_id_of("99BB00"))]


async def test_a_coordinator_is_made_by_an_administrator_and_ends_with_the_work(
    intake: Any, visitor: Visitor, entree: SmallProvider
) -> None:
    await visitor.log_in()
    await make_coordinator(intake, await visitor.person())
    await visitor.log_in()
    assert {role for role, _ in await visitor.roles()} == {Role.TEACHER, Role.SCHOOL_COORDINATOR}

    entree.account["nlEduPersonHomeOrganizationId"] = "99CC00"
    await visitor.log_in()
    assert await visitor.roles() == [(Role.TEACHER, school_id_of("99CC00"))]


async def test_with_the_code_of_an_account_an_administrator_lets_somebody_in(
    intake: Any, colleague: Visitor
) -> None:
    command = AddColleague(
        name="Joost de Wit", account="waterkant:joost", grant=NewGrant(role=Role.DIRECTOR)
    )
    async with intake.process.transactions(intake.scope) as uow:
        await add_colleague(command, alliance_id=ALLIANCE, uow=uow, clock=intake.clock)
    await colleague.log_in()

    assert await colleague.roles() == [(Role.DIRECTOR, None)]
    with pytest.raises(RuleViolation):
        async with intake.process.transactions(intake.scope) as uow:
            await add_colleague(command, alliance_id=ALLIANCE, uow=uow, clock=intake.clock)


async def test_a_role_that_is_taken_away_ends_at_once(intake: Any, visitor: Visitor) -> None:
    await visitor.log_in()
    person = await visitor.person()
    async with intake.process.transactions(intake.scope) as uow:
        await take_grant(
            person.grants[0].id,
            of=person.id,
            actor=administrator(),
            uow=uow,
            clock=intake.clock,
        )

    assert (await visitor.ours.get("/intake")).headers["location"] == "/intake/log-in"


async def test_an_answer_counts_once(visitor: Visitor) -> None:
    back = await visitor.leave()
    assert (await visitor.ours.get(back)).status_code == 303
    kept = visitor.ours.cookies[COOKIE]
    again = await visitor.ours.get(back)

    assert again.status_code == 400
    assert visitor.ours.cookies[COOKIE] == kept


async def test_an_answer_counts_only_in_the_browser_that_began(
    intake: Any, visitor: Visitor
) -> None:
    back = await visitor.leave()
    async with intake.client(None) as another:
        assert (await another.get(back)).status_code == 400
        assert COOKIE not in another.cookies
        await Visitor(intake, another).leave()  # with an attempt of its own, no more
        assert (await another.get(back)).status_code == 400

    assert (await visitor.ours.get(back)).status_code == 400  # nor in the right one any more


async def test_an_answer_comes_within_ten_minutes(visitor: Visitor) -> None:
    back = await visitor.leave()
    visitor.intake.clock.advance(timedelta(minutes=10, seconds=1))

    assert (await visitor.ours.get(back)).status_code == 400


async def test_an_answer_counts_only_at_the_issuer_that_was_asked(visitor: Visitor) -> None:
    back = (await visitor.leave()).replace("/entree/", "/waterkant/")

    assert (await visitor.ours.get(back)).status_code == 400


async def test_an_answer_of_another_issuer_is_refused(visitor: Visitor, own: SmallProvider) -> None:
    parts = urlsplit(await visitor.leave())
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    answer = await visitor.ours.get(parts.path, params=query | {"iss": own.issuer})

    assert answer.status_code == 400


async def test_a_code_of_somebody_else_is_worth_nothing(intake: Any, visitor: Visitor) -> None:
    async with intake.client(None) as thief:
        stolen = parse_qs(urlsplit(await visitor.leave()).query)["code"][0]
        parts = urlsplit(await Visitor(intake, thief).leave())
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        answer = await thief.get(parts.path, params=query | {"code": stolen})

        assert answer.status_code == 400
        assert COOKIE not in thief.cookies


@pytest.mark.parametrize(
    "to", ["https://elders.example", "//elders.example", "/\\elders.example", "/\t/elders.example"]
)
async def test_log_in_leads_to_no_other_site(visitor: Visitor, to: str) -> None:
    answer = await visitor.log_in(to)

    assert answer.headers["location"] == "/intake"


async def test_who_stops_at_the_provider_is_told_so(visitor: Visitor) -> None:
    parts = urlsplit(await visitor.leave())
    query = {name: values[0] for name, values in parse_qs(parts.query).items() if name != "code"}
    answer = await visitor.ours.get(parts.path, params=query | {"error": "access_denied"})

    assert answer.status_code == 400
    assert "U bent niet ingelogd" in answer.text


async def test_a_provider_that_is_away_is_no_error_of_ours(
    visitor: Visitor, entree: SmallProvider
) -> None:
    entree.away = True
    answer = await visitor.ours.get("/intake/log-in/entree")

    assert answer.status_code == 503
    assert "De inlogdienst antwoordt niet" in answer.text
    assert (await visitor.ours.get("/intake/log-in/nobody")).status_code == 404


async def test_what_is_stored_of_an_attempt_is_of_no_use(intake: Any, visitor: Visitor) -> None:
    away = await visitor.ours.get("/intake/log-in/entree")
    asked = parse_qs(urlsplit(away.headers["location"]).query)
    async with intake.process.job_context.transactions(intake.scope) as uow:
        row = (await uow.session.execute(text("SELECT * FROM log_in_attempt"))).one()

    stored = repr(tuple(row))
    for secret in ("state", "nonce", "code_challenge"):
        assert asked[secret][0] not in stored
    assert visitor.ours.cookies["samenspel_log_in"] not in stored
    cookie = away.headers["set-cookie"]
    for word in ("HttpOnly", "SameSite=lax", "Path=/intake/log-in", "Max-Age=600"):
        assert word in cookie
