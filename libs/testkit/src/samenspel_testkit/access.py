"""People who are logged in, for tests that are about something else."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import GrantId, new_id
from samenspel_kernel.session import Session
from samenspel_platform.cookies import CookieSeal
from samenspel_platform.sessions import AccessLookup


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
    """Actors who were logged in through it, and so are in no database.

    Give it as `access` to one process or to several, made with the same key. `seal` gives the
    cookie of any session.
    """

    def __init__(self, key: str, *, clock: Clock) -> None:
        self.seal, self._clock = CookieSeal(key, clock=clock, secure=False).seal, clock
        self._actors: dict[str, Actor] = {}

    def log_in(self, actor: Actor) -> str:
        """Log an actor in; gives the value of its session cookie."""
        return self.seal(self.session(actor))

    def session(self, actor: Actor) -> Session:
        """Log an actor in; gives the session itself."""
        session = a_session(actor, at=self._clock.now())
        self._actors[session.hash] = actor
        return session

    def __call__(self, stored: AccessLookup) -> AccessLookup:
        """Give a lookup that knows these actors, and all others as the service itself does."""
        return _KnownFirst(self._actors, stored)


class _KnownFirst:
    def __init__(self, actors: Mapping[str, Actor], stored: AccessLookup) -> None:
        self._actors, self._stored = actors, stored

    async def actor_of(self, session: Session) -> Actor | None:
        """Give who was logged in with this session."""
        return self._actors.get(session.hash) or await self._stored.actor_of(session)
