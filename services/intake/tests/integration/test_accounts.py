"""Integration: two factors for some roles, several accounts of one person, several alliances."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from sqlalchemy import text

from samenspel_intake.domain.alliance import Alliance, school_id_of
from samenspel_intake.settings import IssuerSettings
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import new_id
from samenspel_platform.cookies import COOKIE
from samenspel_testkit.identity_provider import SmallProvider
from samenspel_testkit.pages import Page

from .organisations import (
    ALLIANCE,
    FATIMA,
    TWO_FACTORS,
    ZUID,
    Visitor,
    administrator,
    links_of,
    make_coordinator,
    make_known,
    rule_for_zuid,
    seal_of,
    vouching,
)

ACCOUNTS, ROLES = "/intake/accounts", "/intake/roles"
RIVER = Alliance.numbered("PO9902", "Rivierland")


@pytest.fixture
def demo() -> bool:
    return False


@pytest.fixture
def issuers(entree: SmallProvider, own: SmallProvider) -> tuple[IssuerSettings, ...]:
    return vouching(entree, own)


@pytest.fixture
async def fatima(intake: Any) -> AsyncIterator[Visitor]:
    """Somebody with an account at a school."""
    async with intake.client(None) as ours:
        yield Visitor(intake, ours)


@pytest.fixture
async def joost(intake: Any) -> AsyncIterator[Visitor]:
    """Somebody of the alliance itself."""
    async with intake.client(None) as ours:
        yield Visitor(intake, ours, "waterkant")


async def acts_as(visitor: Visitor) -> Role:
    """Give the role that a browser is in."""
    opened = seal_of(visitor.intake).open(visitor.ours.cookies[COOKIE])
    assert opened is not None
    grants = {grant.id: grant.role for grant in (await visitor.person()).grants}
    return grants[opened.session.grant_id]


async def link(visitor: Visitor, issuer: str) -> httpx2.Response:
    """Tie an account of another issuer to who is logged in."""
    offered = await visitor.press(ACCOUNTS, f"{ACCOUNTS}/links", issuer=issuer)
    assert offered.status_code == 200, offered.text
    away = next(url for url in links_of(offered.text) if url.startswith("http://127"))
    return await visitor.ours.get(await visitor.pass_by(away))


async def test_with_one_factor_one_gets_no_role_that_needs_two(
    intake: Any, joost: Visitor, own: SmallProvider
) -> None:
    await make_known(intake, "waterkant:joost", Role.UNIT_COORDINATOR)
    own.account["acr"] = "http://eidas.europa.eu/LoA/low"
    answer = await joost.log_in()

    assert answer.status_code == 403
    assert "Een extra controle is nodig" in answer.text
    assert "/intake/log-in/waterkant?stronger=true" in links_of(answer.text)
    assert COOKIE not in joost.ours.cookies


async def test_what_userinfo_says_of_two_factors_does_not_count(
    intake: Any, joost: Visitor, own: SmallProvider
) -> None:
    await make_known(intake, "waterkant:joost", Role.ADMINISTRATOR)
    own.in_token = frozenset({"name"})
    assert own.account["acr"] == TWO_FACTORS

    assert (await joost.log_in()).status_code == 403


async def test_a_role_that_needs_two_factors_waits_for_them(
    intake: Any, joost: Visitor, own: SmallProvider
) -> None:
    person = await make_known(intake, "waterkant:joost", Role.ADMINISTRATOR, Role.DIRECTOR)
    own.account["acr"] = "http://eidas.europa.eu/LoA/low"
    await joost.log_in()
    assert await acts_as(joost) is Role.DIRECTOR
    first = joost.ours.cookies[COOKIE]
    grant = str(person.grants[0].id)
    refused = await joost.press(ROLES, ROLES, grant=grant)
    assert refused.status_code == 409
    assert await acts_as(joost) is Role.DIRECTOR

    page = (await joost.ours.get(ROLES)).text
    (again,) = [url for url in links_of(page) if "?grant=" in url]
    assert again == f"/intake/log-in/waterkant?grant={grant}"
    asked = parse_qs(urlsplit((await joost.ours.get(again)).headers["location"]).query)
    assert asked["acr_values"] == [TWO_FACTORS]
    still = await joost.ours.get(await joost.leave(grant=grant))
    assert still.status_code == 403, "the provider did not ask for more"
    assert await acts_as(joost) is Role.DIRECTOR

    own.account["acr"] = TWO_FACTORS
    assert (await joost.log_in(grant=grant)).status_code == 303
    assert await acts_as(joost) is Role.ADMINISTRATOR
    async with intake.client(None) as other:
        other.cookies.set(COOKIE, first)
        assert (await other.get(ROLES)).status_code != 200, "the weaker session is over"


async def test_who_has_roles_in_two_alliances_chooses_and_may_change(
    intake: Any, joost: Visitor
) -> None:
    await a_second_alliance(intake)
    here = await make_known(intake, "waterkant:joost", Role.DIRECTOR)
    there = await make_known(
        intake, "waterkant:joost", Role.DIRECTOR, Role.ADMINISTRATOR, alliance_id=RIVER.id
    )
    answer = await joost.log_in(to="/intake/search")
    assert answer.headers["location"] == ROLES
    page = (await joost.ours.get(ROLES)).text
    assert "De Waterkant" in page
    assert "Rivierland" in page

    for person, number in ((there, 1), (here, 0), (there, 0)):
        fields = {"grant": str(person.grants[number].id), "alliance": str(person.alliance_id)}
        before = joost.ours.cookies[COOKIE]
        answer = await joost.press(ROLES, ROLES, **fields)
        assert answer.status_code == 303, answer.text
        opened = seal_of(intake).open(joost.ours.cookies[COOKIE])
        assert opened is not None
        assert opened.session.grant_id == person.grants[number].id
        if before != joost.ours.cookies[COOKIE]:
            async with intake.client(None) as copy:
                copy.cookies.set(COOKIE, before)
                assert (await copy.get(ROLES)).status_code != 200


async def test_logging_out_everywhere_is_everywhere(intake: Any, joost: Visitor) -> None:
    await a_second_alliance(intake)
    await make_known(intake, "waterkant:joost", Role.DIRECTOR)
    there = await make_known(intake, "waterkant:joost", Role.DIRECTOR, alliance_id=RIVER.id)
    await joost.log_in()
    async with intake.client(None) as ours:
        other = Visitor(intake, ours, "waterkant")
        await other.log_in()
        fields = {"grant": str(there.grants[0].id), "alliance": str(RIVER.id)}
        await other.press(ROLES, ROLES, **fields)
        await joost.press("/intake/sessions", "/intake/sessions/end-all")
        for browser in (ours, joost.ours):
            assert (await browser.get(ROLES)).status_code != 200


async def test_nobody_goes_to_an_alliance_where_the_account_is_nobody(
    intake: Any, joost: Visitor
) -> None:
    await a_second_alliance(intake)
    await make_known(intake, "waterkant:joost", Role.DIRECTOR)
    other = await make_known(intake, "waterkant:piet", Role.DIRECTOR, alliance_id=RIVER.id)
    await joost.log_in()
    for alliance in (str(RIVER.id), "x", str(new_id())):
        fields = {"grant": str(other.grants[0].id), "alliance": alliance}
        assert (await joost.press(ROLES, ROLES, **fields)).status_code in (400, 404)
    assert (await joost.person()).alliance_id == ALLIANCE


async def test_a_second_account_is_the_same_person_and_each_brings_its_own_roles(
    intake: Any, fatima: Visitor, joost: Visitor, own: SmallProvider
) -> None:
    await rule_for_zuid(intake)
    await fatima.log_in()
    person = await fatima.person()
    assert (await link(fatima, "waterkant")).headers["location"] == ACCOUNTS
    page = (await fatima.ours.get(ACCOUNTS)).text
    assert "Inloggen bij De Waterkant" in page

    await joost.log_in()
    assert (await joost.person()).id == person.id
    both = {(Role.TEACHER, school_id_of("99BB00")), (Role.UNIT_COORDINATOR, ZUID)}
    assert set(await joost.roles()) == both
    await fatima.log_in()
    assert set(await fatima.roles()) == both, "one account says nothing of the other's"


async def test_two_accounts_at_one_issuer_leave_each_others_roles_alone(
    intake: Any, fatima: Visitor, entree: SmallProvider
) -> None:
    await fatima.log_in()
    await make_coordinator(intake, await fatima.person(), "99BB00")
    at_first, entree.account = (
        entree.account,
        {
            **FATIMA,
            "sub": "at another school",
            "nlEduPersonHomeOrganizationId": "99CC00",
        },
    )
    await link(fatima, "entree")
    await fatima.log_in()
    both = {
        (Role.TEACHER, school_id_of("99BB00")),
        (Role.SCHOOL_COORDINATOR, school_id_of("99BB00")),
        (Role.TEACHER, school_id_of("99CC00")),
    }
    assert set(await fatima.roles()) == both
    entree.account = {**at_first, "nlEduPersonHomeOrganizationId": "88ZZ00"}
    await fatima.log_in()
    assert set(await fatima.roles()) == {(Role.TEACHER, school_id_of("99CC00"))}


async def test_an_account_that_is_somebodys_is_not_tied_to_another(
    intake: Any, fatima: Visitor
) -> None:
    await make_known(intake, "waterkant:joost", Role.DIRECTOR)
    await fatima.log_in()
    answer = await link(fatima, "waterkant")

    assert answer.status_code == 400
    assert "Dit account is van iemand anders" in answer.text


async def test_an_account_is_tied_only_in_the_browser_that_asked_and_to_who_asked(
    intake: Any, fatima: Visitor
) -> None:
    await fatima.log_in()
    offered = await fatima.press(ACCOUNTS, f"{ACCOUNTS}/links", issuer="waterkant")
    away = next(url for url in links_of(offered.text) if url.startswith("http://127"))
    back = await fatima.pass_by(away)
    await fatima.press(ROLES, "/intake/sign-out")
    answer = await fatima.ours.get(back)

    assert answer.status_code in (303, 401)
    assert COOKIE not in fatima.ours.cookies
    async with intake.client(None) as other:
        assert (await Visitor(intake, other, "waterkant").log_in()).status_code == 403


async def test_an_account_that_is_untied_ends_its_sessions_and_its_roles(
    intake: Any, fatima: Visitor, joost: Visitor
) -> None:
    await rule_for_zuid(intake)
    await fatima.log_in()
    await link(fatima, "waterkant")
    await joost.log_in()
    page = (await fatima.ours.get(ACCOUNTS)).text
    (key,) = re.findall(r'name="account" value="([0-9a-f]+)"', page)
    assert (await fatima.press(ACCOUNTS, f"{ACCOUNTS}/end", account=key)).status_code == 303

    assert await fatima.roles() == [(Role.TEACHER, school_id_of("99BB00"))]
    assert (await joost.ours.get(ROLES)).status_code != 200
    assert (await fatima.ours.get(ROLES)).status_code == 200
    (gone,) = await ended_sessions(intake)
    assert len(gone) == 1


async def test_the_only_account_stays_and_an_administrator_may_take_it(
    intake: Any, fatima: Visitor
) -> None:
    await fatima.log_in()
    person = await fatima.person()
    async with intake.process.job_context.transactions(intake.scope) as uow:
        ((key, issuer, _),) = [
            (each.key, each.issuer, each.since)
            for each in await uow.log_in_keys.accounts_of(person.id)
        ]
    assert issuer == "entree"
    kept = await fatima.press(ACCOUNTS, f"{ACCOUNTS}/end", account=key)
    assert kept.status_code == 422
    assert "Dit is uw enige account" in kept.text

    page = f"/intake/access/people/{person.id}"
    async with intake.client(administrator()) as desk:
        boss = Visitor(intake, desk)
        tied = await boss.press(page, f"{page}/accounts", account="waterkant:joost")
        assert tied.status_code == 303, tied.text
        for wrong in ("", "waterkant", ":x"):
            assert (await boss.press(page, f"{page}/accounts", account=wrong)).status_code == 422
        assert (await boss.press(page, f"{page}/accounts/end", account=key)).status_code == 303
        assert (await boss.press(page, f"{page}/accounts/end", account=key)).status_code == 404
    assert (await fatima.ours.get(ROLES)).status_code != 200, "out at once"


async def test_who_came_otherwise_ties_no_account(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as client:
        page = await client.get(ACCOUNTS)
        assert "U hebt geen werkaccount gekoppeld" in page.text
        csrf = Page(page.text).fields["csrf"]
        form = {"csrf": csrf, "issuer": "entree"}
        assert (await client.post(f"{ACCOUNTS}/links", data=form)).status_code == 403


async def ended_sessions(intake: Any) -> list[list[str]]:
    """Give the hashes of each event that told of ended sessions."""
    async with intake.process.job_context.transactions(intake.scope) as uow:
        rows = await uow.session.scalars(
            text("SELECT data FROM bus.outbox WHERE type LIKE '%.sessions-ended.v1' ORDER BY id")
        )
        return [row["sessionHashes"] for row in rows]


async def a_second_alliance(intake: Any) -> None:
    """Make it; no unit covers anything in it."""
    scope = replace(intake.scope, alliance_id=RIVER.id)
    async with intake.process.job_context.transactions(scope) as uow:
        await uow.alliances.put(RIVER)
