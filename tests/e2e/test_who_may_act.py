"""Who logs in at intake is known everywhere; who logs out, or loses a role, is refused everywhere."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import httpx2
import pytest
from tests.e2e.conftest import BASE, KEY, Stack, Town

from samenspel_intake.application.end_sessions import end_all_sessions, end_at_issuer
from samenspel_intake.application.start_session import start_session
from samenspel_intake.domain.log_in import AccountProof, LogInMethod, LogOutOrder
from samenspel_kernel.clock import SystemClock
from samenspel_kernel.ids import PersonId
from samenspel_messaging.scope import Scope
from samenspel_platform.cookies import COOKIE, CookieSeal
from samenspel_standalone.system import SERVICES
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.probes import eventually

PLACES = {
    "intake": "/intake/v1/support-requests",
    "arrangements": "/arrangements/v1/cases",
    "notifications": "/notifications/v1/messages",
    "reporting": "/reporting/v1/units",
}


async def log_in(
    stack: Stack, town: Town, person_id: UUID, account: AccountProof | None = None
) -> httpx2.AsyncClient:
    """Let a person in as intake does, by an account or without; gives its browser."""
    clock = SystemClock()
    async with stack.processes["intake"].transactions(Scope.begin(town.alliance_id)) as uow:
        person = await uow.people.get(person_id)
        method = LogInMethod.OIDC if account else LogInMethod.DEMO
        session = await start_session(person, method=method, uow=uow, clock=clock, account=account)
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(stack.front),
        base_url=BASE,
        cookies={COOKIE: CookieSeal(KEY, clock=clock, secure=False).seal(session)},
    )


async def answers(client: httpx2.AsyncClient) -> set[int]:
    """Give with what the services answer this browser."""
    return {(await client.get(path)).status_code for path in PLACES.values()}


async def until_all_answer(client: httpx2.AsyncClient, status: int, because: str) -> None:
    async def all_do() -> bool:
        return await answers(client) == {status}

    await eventually(all_do, because=because)


async def test_who_logs_out_is_refused_by_every_service(stack: Stack, town: Town) -> None:
    stack.start_workers(*SERVICES)
    unit = town.unit_coordinator.person_id
    async with await log_in(stack, town, unit) as here, await log_in(stack, town, unit) as there:
        await until_all_answer(here, 200, "everybody hears of the person")
        cookie = here.cookies[COOKIE]
        page = await here.get("/intake/sessions")
        csrf = page.text.partition('name="csrf" value="')[2].partition('"')[0]
        left = await here.post("/intake/sign-out", data={"csrf": csrf})
        assert left.status_code == 303
        here.cookies.set(COOKIE, cookie, domain="127.0.0.1", path="/")
        await until_all_answer(here, 401, "everybody hears that the session ended")
        assert await answers(there) == {200}


async def test_who_logs_out_everywhere_or_loses_a_role_is_refused_by_every_service(
    stack: Stack, town: Town
) -> None:
    stack.start_workers(*SERVICES)
    unit, clock = PersonId(town.unit_coordinator.person_id), SystemClock()
    transactions = stack.processes["intake"].transactions
    async with await log_in(stack, town, unit) as one:
        await until_all_answer(one, 200, "everybody hears of the person")
        async with transactions(Scope.begin(town.alliance_id)) as uow:
            await end_all_sessions(of=unit, uow=uow, clock=clock)
        await until_all_answer(one, 401, "everybody hears that all sessions ended")

    async with await log_in(stack, town, unit) as again:
        assert await answers(again) == {200}, "a log-in after that is a new one"
        async with transactions(Scope.begin(town.alliance_id)) as uow:
            person = await uow.people.get(unit)
            person.take_away(person.grants[0].id, at=clock.now())
            uow.people.save(person)
        await until_all_answer(again, 401, "everybody hears that the role is gone")


async def test_what_an_issuer_says_is_over_is_refused_by_every_service(
    stack: Stack, town: Town
) -> None:
    stack.start_workers(*SERVICES)
    unit, clock = town.unit_coordinator.person_id, SystemClock()
    account = AccountProof(issuer="waterkant", key="a hash", is_strong=True)
    async with (
        await log_in(stack, town, unit, replace(account, key="another")) as other,
        await log_in(stack, town, unit, account) as one,
    ):
        await until_all_answer(one, 200, "everybody hears of the person")
        async with stack.processes["intake"].transactions(Scope.begin(town.alliance_id)) as uow:
            order = LogOutOrder(issuer="waterkant", account_key="a hash", until=clock.now())
            await end_at_issuer(order, uow=uow, clock=clock)
        await until_all_answer(one, 401, "everybody hears that the session ended")
        assert await answers(other) == {200}


@pytest.mark.parametrize(
    ("idle", "lasted", "status"),
    [
        (timedelta(minutes=29), timedelta(hours=1), 200),
        (timedelta(minutes=31), timedelta(hours=1), 401),
        (timedelta(minutes=1), timedelta(hours=12, minutes=1), 401),
    ],
)
async def test_every_service_refuses_what_was_idle_or_lasted_too_long(
    stack: Stack, town: Town, idle: timedelta, lasted: timedelta, status: int
) -> None:
    """Each by the cookie alone: also one that hears nothing from intake."""
    stack.start_workers(*SERVICES)
    async with await log_in(stack, town, town.unit_coordinator.person_id) as browser:
        await until_all_answer(browser, 200, "everybody hears of the person")
        now = SystemClock().now()
        opened = CookieSeal(KEY, clock=SystemClock(), secure=False).open(browser.cookies[COOKIE])
        assert opened is not None
        session = replace(opened.session, began_at=now - lasted)
        kept = CookieSeal(KEY, clock=FixedClock(now - idle), secure=False).seal(session)
        browser.cookies.set(COOKIE, kept, domain="127.0.0.1", path="/")
        assert await answers(browser) == {status}
