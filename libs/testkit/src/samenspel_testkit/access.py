"""People who are logged in, for tests that are about something else."""

import secrets
from datetime import date, datetime

import asyncpg

from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, SystemClock
from samenspel_kernel.ids import GrantId, new_id
from samenspel_kernel.session import Session
from samenspel_platform.cookies import CookieSeal

LONG_AGO = date(2020, 1, 1)


def a_session(actor: Actor, *, at: datetime) -> Session:
    """Make a session of an actor, as a log-in would; nobody knows of it yet."""
    return Session(
        id=secrets.token_urlsafe(24),
        person_id=actor.person_id,
        alliance_id=actor.alliance_id,
        grant_id=GrantId(new_id()),
        began_at=at,
        name=actor.name,
        alliance_name=actor.alliance_name,
    )


class KnownActors:
    """An AccessLookup in memory: it knows the actors that were logged in through it.

    Give it to one process or to several, made with the same key.
    """

    def __init__(self, key: str, *, clock: Clock) -> None:
        self._seal, self._clock = CookieSeal(key, clock=clock, secure=False), clock
        self._actors: dict[str, Actor] = {}

    def log_in(self, actor: Actor) -> str:
        """Log an actor in; gives the value of its session cookie."""
        session = a_session(actor, at=self._clock.now())
        self._actors[session.hash] = actor
        return self._seal.seal(session)

    async def actor_of(self, session: Session) -> Actor | None:
        """Give who was logged in with this session."""
        return self._actors.get(session.hash)


async def let_in(owner_url: str, actor: Actor, key: str) -> str:
    """Log an actor in at a service that runs elsewhere, as if intake had told of the person.

    Not at intake itself. Gives the value of the session cookie.
    """
    clock = SystemClock()
    session = a_session(actor, at=clock.now())
    connection = await asyncpg.connect(owner_url)
    try:
        await connection.execute(
            "INSERT INTO access_grant (grant_id, alliance_id, person_id, role, unit_id, since)"
            " VALUES ($1, $2, $3, $4, $5, $6)",
            *(session.grant_id, actor.alliance_id, actor.person_id),
            *(actor.role.value, actor.unit_id, LONG_AGO),
        )
    finally:
        await connection.close()
    return CookieSeal(key, clock=clock, secure=False).seal(session)
