"""Organisations that vouch for their staff, in tests, and browsers that go there and back."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

import httpx2
from pydantic import SecretStr

from samenspel_intake.application.manage_accounts import link_account
from samenspel_intake.application.manage_claim_rules import AddClaimRule, add_claim_rule
from samenspel_intake.application.manage_grants import (
    AddColleague,
    NewGrant,
    add_colleague,
    give_grant,
)
from samenspel_intake.domain.alliance import alliance_id_of, school_id_of, unit_id_of
from samenspel_intake.domain.person import Person
from samenspel_intake.settings import ClaimNames, IssuerSettings, TwoFactors
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import AllianceId, PersonId, new_id
from samenspel_platform.cookies import COOKIE, CookieSeal
from samenspel_platform.http_server import listen, serve
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.identity_provider import CLIENT, SmallProvider
from samenspel_testkit.pages import Page
from samenspel_testkit.probes import PATIENCE_SECONDS

ALLIANCE = alliance_id_of("PO9901")
ZUID = unit_id_of("PO9901", "zuid")
KEY = "a key of the tests, long enough to seal with"
FATIMA = {
    "sub": "9f2c@school.example",
    "name": "Fatima El Amrani",
    "eduPersonAffiliation": "employee",
    "nlEduPersonHomeOrganizationId": "99BB00",
}
TWO_FACTORS = "http://eidas.europa.eu/LoA/substantial"
JOOST = {"sub": "joost", "name": "Joost de Wit", "groups": ["zuid"], "acr": TWO_FACTORS}


async def a_provider(clock: FixedClock, account: dict[str, Any]) -> AsyncIterator[SmallProvider]:
    """Serve a provider on a port of its own."""
    sock = listen("127.0.0.1", 0)
    provider = SmallProvider(f"http://127.0.0.1:{sock.getsockname()[1]}", clock, account)
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(provider.app, sock, stop))
    yield provider
    stop.set()
    await serving


def vouching(entree: SmallProvider, own: SmallProvider) -> tuple[IssuerSettings, ...]:
    """Give the settings of the federation of schools, and of the alliance's own accounts."""
    secret = SecretStr("geheim")
    return (
        IssuerSettings(
            id="entree",
            label="Inloggen met Entree",
            url=entree.issuer,
            client_id=CLIENT,
            client_secret=secret,
            claims=ClaimNames(
                organisation="nlEduPersonHomeOrganizationId", affiliation="eduPersonAffiliation"
            ),
        ),
        IssuerSettings(
            id="waterkant",
            label="Inloggen bij De Waterkant",
            url=own.issuer,
            client_id=CLIENT,
            client_secret=secret,
            alliance="PO9901",
            rule_claims=("groups",),
            two_factors=TwoFactors(acr=frozenset({TWO_FACTORS})),
        ),
    )


@dataclass
class Visitor:
    """A browser, at our pages and at the provider's."""

    intake: Any
    ours: httpx2.AsyncClient
    issuer: str = "entree"

    async def leave(self, to: str = "", **asked: str) -> str:
        """Go to the provider, and give the address that it sends the browser back to."""
        params = {"to": to, **asked} if to else asked
        away = await self.ours.get(f"/intake/log-in/{self.issuer}", params=params)
        assert away.status_code == 303, away.text
        return await self.pass_by(away.headers["location"])

    async def pass_by(self, url: str) -> str:
        """Log in at the provider, and give where that leads."""
        async with httpx2.AsyncClient(timeout=PATIENCE_SECONDS) as outside:
            back = await outside.get(url)
        assert back.status_code == 303, back.text
        return str(back.headers["location"])

    async def log_in(self, to: str = "", **asked: str) -> httpx2.Response:
        return await self.ours.get(await self.leave(to, **asked))

    async def press(self, page: str, button: str, **fields: str) -> httpx2.Response:
        """Send a form of a page."""
        shown = Page((await self.ours.get(page)).text)
        return await self.ours.post(button, data={"csrf": shown.fields["csrf"], **fields})

    async def person(self) -> Person:
        """Give who this browser is logged in as, with what is stored of them."""
        opened = seal_of(self.intake).open(self.ours.cookies[COOKIE])
        assert opened is not None
        async with self.intake.process.job_context.transactions(self.intake.scope) as uow:
            person: Person = await uow.people.get(opened.session.person_id)
        return person

    async def roles(self) -> list[tuple[Role, Any]]:
        """Give the roles that they have today, and where."""
        today = dutch_date(self.intake.clock.now())
        grants = (await self.person()).grants_on(today)
        return [(grant.role, grant.school_id or grant.unit_id) for grant in grants]


def seal_of(intake: Any) -> CookieSeal:
    return CookieSeal(KEY, clock=intake.clock, secure=False)


def administrator() -> Actor:
    """Give somebody who may say who has which role."""
    return Actor(person_id=PersonId(new_id()), alliance_id=ALLIANCE, role=Role.ADMINISTRATOR)


async def rule_for_zuid(intake: Any, value: str = "zuid") -> None:
    """Have whoever is in a group be coordinator of unit Zuid."""
    command = AddClaimRule(
        issuer="waterkant", claim="groups", value=value, role=Role.UNIT_COORDINATOR, unit_id=ZUID
    )
    async with intake.process.transactions(intake.scope) as uow:
        await add_claim_rule(command, actor=administrator(), uow=uow, clock=intake.clock)


async def make_coordinator(intake: Any, person: Person, school: str = "99BB00") -> None:
    """Have an administrator make somebody coordinator of a school."""
    grant = NewGrant(role=Role.SCHOOL_COORDINATOR, school_id=school_id_of(school))
    async with intake.process.transactions(intake.scope) as uow:
        await give_grant(grant, to=person.id, actor=administrator(), uow=uow, clock=intake.clock)


async def make_known(
    intake: Any, account: str, *roles: Role, alliance_id: AllianceId = ALLIANCE
) -> Person:
    """Enter somebody with an account, and the roles in an alliance that it has there."""
    scope = replace(intake.scope, alliance_id=alliance_id)
    first, *others = [_grant(role) for role in roles]
    command = AddColleague(name="Joost de Wit", account=account, grant=first)
    async with intake.process.job_context.transactions(scope) as uow:
        person = await add_colleague(command, alliance_id=alliance_id, uow=uow, clock=intake.clock)
        for grant in others:
            by = replace(administrator(), alliance_id=alliance_id)
            await uow.record_facts()
            person = await give_grant(grant, to=person.id, actor=by, uow=uow, clock=intake.clock)
    return person


async def link_to(intake: Any, account: str, person: Person) -> None:
    """Have one more account lead to somebody."""
    async with intake.process.job_context.transactions(intake.scope) as uow:
        await link_account(account, to=person.id, uow=uow, clock=intake.clock)


def links_of(html: str) -> list[str]:
    """Give where a page leads."""
    return [unescape(url) for url in re.findall(r'href="([^"]+)"', html)]


def _grant(role: Role) -> NewGrant:
    return NewGrant(role=role, unit_id=ZUID if role is Role.UNIT_COORDINATOR else None)
