"""Unit: what a request knows of who asks, and when the browser gets a fresh cookie."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from fastapi import Depends, FastAPI, Request

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_kernel.session import Session
from samenspel_platform.cookies import COOKIE, CookieSeal
from samenspel_platform.sessions import SessionMiddleware, know_actor
from samenspel_testkit.access import KnownActors, a_session
from samenspel_testkit.clocks import FixedClock

KEY = "a-key-of-at-least-thirty-two-characters"
NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)
DIRECTOR = Actor(
    person_id=PersonId(uuid4()), alliance_id=AllianceId(uuid4()), role=Role.DIRECTOR, name="Anneke"
)


class Nobody:
    """A service whose database knows of no session."""

    def __init__(self) -> None:
        self.asked = 0

    async def actor_of(self, session: Session) -> Actor | None:
        self.asked += 1
        return None


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def actors(clock: FixedClock) -> KnownActors:
    return KnownActors(KEY, clock=clock)


@pytest.fixture
def stored() -> Nobody:
    return Nobody()


@pytest.fixture
async def http(
    clock: FixedClock, actors: KnownActors, stored: Nobody
) -> AsyncIterator[httpx2.AsyncClient]:
    app = FastAPI(openapi_url=None, dependencies=[Depends(know_actor)])
    app.state.access = actors(stored)

    @app.get("/who")
    async def who(request: Request) -> dict[str, Any]:
        actor: Actor | None = request.state.actor
        return {"name": actor.name if actor else None, "csrf": request.state.csrf_token}

    guarded = SessionMiddleware(app, CookieSeal(KEY, clock=clock, secure=False))
    transport = httpx2.ASGITransport(guarded)
    async with httpx2.AsyncClient(transport=transport, base_url="http://toy") as client:
        yield client


async def test_who_is_known_is_the_actor_and_has_a_token_for_forms(
    http: httpx2.AsyncClient, actors: KnownActors
) -> None:
    http.cookies.set(COOKIE, actors.log_in(DIRECTOR))
    told = (await http.get("/who")).json()
    assert told["name"] == "Anneke"
    assert len(told["csrf"]) == 64


async def test_a_stranger_is_nobody_and_costs_no_question(
    http: httpx2.AsyncClient, stored: Nobody
) -> None:
    for value in (None, "forged", CookieSeal(KEY[::-1], clock=FixedClock(NOON), secure=False)):
        if isinstance(value, CookieSeal):
            http.cookies.set(COOKIE, value.seal(a_session(DIRECTOR, at=NOON)))
        elif value:
            http.cookies.set(COOKIE, value)
        assert (await http.get("/who")).json() == {"name": None, "csrf": ""}
    assert stored.asked == 0


async def test_what_is_no_route_costs_no_question(
    http: httpx2.AsyncClient, actors: KnownActors, stored: Nobody
) -> None:
    http.cookies.set(COOKIE, actors.seal(a_session(DIRECTOR, at=NOON)))
    assert (await http.get("/static/app.css")).status_code == 404
    assert stored.asked == 0


async def test_the_cookie_is_renewed_while_one_works(
    http: httpx2.AsyncClient, actors: KnownActors, clock: FixedClock
) -> None:
    first = actors.log_in(DIRECTOR)
    http.cookies.set(COOKIE, first, domain="toy.local", path="/")
    assert "set-cookie" not in (await http.get("/who")).headers
    clock.advance(minutes=16)
    assert COOKIE in (await http.get("/who")).headers["set-cookie"]


async def test_the_cookie_of_a_session_that_is_over_is_not_renewed(
    http: httpx2.AsyncClient, actors: KnownActors, clock: FixedClock, stored: Nobody
) -> None:
    http.cookies.set(COOKIE, actors.seal(a_session(DIRECTOR, at=NOON)))
    clock.advance(minutes=16)
    answer = await http.get("/who")
    assert answer.json()["name"] is None
    assert "set-cookie" not in answer.headers
    assert stored.asked == 1
