"""People who are logged in as after a real log-in: every request looks them up in the database."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

import asyncpg
import httpx2

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import SystemClock
from samenspel_kernel.ids import AllianceId, GrantId, PersonId
from samenspel_kernel.session import Session
from samenspel_platform.cookies import COOKIE, CookieSeal
from samenspel_platform.provisioning import ServiceUrls
from samenspel_standalone.front import Front

KEY = "the-key-of-the-bench-of-the-pages"
BASE = "http://127.0.0.1:8000"
PERSON = """
    INSERT INTO person (id, alliance_id, part, row_version, event_seq, name)
    VALUES ($1, $2, 0, 1, 1, 'Bezoeker') ON CONFLICT DO NOTHING
"""
GRANT = """
    INSERT INTO role_grant (id, alliance_id, person_id, number, role, unit_id, school_id, pupil_ids, since)
    SELECT $1, $2, $3, 1 + count(*), $4, $5, $6, $7, '2022-01-01' FROM role_grant WHERE person_id = $3
"""
LOG_IN = """
    INSERT INTO log_in (session_hash, alliance_id, person_id, grant_id, method, began_at)
    VALUES ($1, $2, $3, $4, 'oidc', now())
"""
PROJECTED = """
    INSERT INTO access_grant (grant_id, alliance_id, person_id, role, unit_id, school_id, pupil_ids, since)
    VALUES ($1, $2, $3, $4, $5, $6, $7, '2022-01-01')
"""
WITHOUT_PUPILS = """
    INSERT INTO access_grant (grant_id, alliance_id, person_id, role, unit_id, school_id, since)
    VALUES ($1, $2, $3, $4, $5, $6, '2022-01-01')
"""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with a browser, and the token of its forms."""

    role: Role
    client: httpx2.AsyncClient
    csrf: str


async def log_in(actor: Actor, databases: Mapping[str, ServiceUrls], front: Front) -> Visitor:
    """Give someone a role and a session, in every service."""
    clock = SystemClock()
    session = Session(
        id=secrets.token_urlsafe(24),
        person_id=actor.person_id,
        alliance_id=actor.alliance_id,
        grant_id=GrantId(uuid4()),
        began_at=clock.now(),
        name="Bezoeker",
        alliance_name="SWV De Meting",
    )
    for service, urls in databases.items():
        connection = await asyncpg.connect(urls.owner_url)
        try:
            await _enter(connection, service, actor, session)
        finally:
            await connection.close()
    seal = CookieSeal(KEY, clock=clock, secure=False)
    client = httpx2.AsyncClient(
        transport=httpx2.ASGITransport(front),
        base_url=BASE,
        cookies={COOKIE: seal.seal(session)},
    )
    return Visitor(actor.role, client, seal.csrf_token(session))


async def _enter(
    connection: asyncpg.Connection, service: str, actor: Actor, session: Session
) -> None:
    grant = (session.grant_id, actor.alliance_id, actor.person_id, actor.role.value)
    place, pupils = (actor.unit_id, actor.school_id), sorted(actor.pupil_ids)
    match service:
        case "intake":
            await connection.execute(PERSON, actor.person_id, actor.alliance_id)
            await connection.execute(GRANT, *grant, *place, pupils)
            who = (actor.alliance_id, actor.person_id, session.grant_id)
            await connection.execute(LOG_IN, session.hash, *who)
        case "reporting":
            await connection.execute(WITHOUT_PUPILS, *grant, *place)
        case _:
            await connection.execute(PROJECTED, *grant, *place, pupils)


def somebody(
    role: Role,
    alliance_id: UUID,
    *,
    person_id: UUID | None = None,
    unit_id: UUID | None = None,
    school_id: UUID | None = None,
    pupil_ids: frozenset[UUID] = frozenset(),
) -> Actor:
    """Make an actor; without `person_id` it is one who holds nothing in person."""
    return Actor(
        person_id=PersonId(person_id or uuid4()),
        alliance_id=AllianceId(alliance_id),
        role=role,
        unit_id=unit_id,
        school_id=school_id,
        pupil_ids=pupil_ids,
    )
