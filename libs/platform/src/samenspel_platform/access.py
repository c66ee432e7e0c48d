"""What a service knows of who may act: intake's word of people, kept beside the service's own data.

One projection for all services but intake: its tables, the consumer that fills them, and the
question that each request asks of them. Without it a service would know of nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Text, Uuid, column, insert, table, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.people import GrantRef, PersonAccessChangedV1, PersonSessionsEndedV1
from samenspel_contracts.registry import EventData
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.session import Session
from samenspel_messaging.consumers import Consumer, Handler
from samenspel_messaging.unit_of_work import SqlUnitOfWork

TABLES = ("access_grant", "session_end")
ALL_SESSIONS = ""
"""In the place of a session's hash: every session of the person."""
KEPT = timedelta(days=1)
"""How long the end of a session is kept; none can begin earlier and still go on."""


@dataclass(frozen=True)
class AccessProjection:
    """The projection in one service; whether it keeps of which pupils somebody is.

    A service that shows nothing of a pupil keeps none (AVG, art. 5 lid 1 c).
    """

    keeps_pupils: bool = True

    def consumer(self) -> Consumer:
        """Give the consumer that fills it."""
        handlers: Mapping[type[EventData], Handler] = {
            PersonAccessChangedV1: self.on_access_changed,
            PersonSessionsEndedV1: self.on_sessions_ended,
        }
        return Consumer(name="access", handlers=handlers)

    async def on_access_changed(
        self, event: PersonAccessChangedV1, envelope: Envelope, uow: SqlUnitOfWork
    ) -> None:
        """Take over the whole of what a person may act as."""
        mine = {"person_id": event.person_id, "alliance_id": envelope.alliance}
        await uow.session.execute(text(FORGET_GRANTS), mine)
        if event.grants:
            rows = [mine | self._values(grant) for grant in event.grants]
            await uow.session.execute(insert(GRANT), rows)

    async def on_sessions_ended(
        self, event: PersonSessionsEndedV1, envelope: Envelope, uow: SqlUnitOfWork
    ) -> None:
        """Refuse these sessions from now on."""
        ends = dict.fromkeys(event.session_hashes, envelope.time)
        if event.all_before is not None:
            ends[ALL_SESSIONS] = event.all_before
        mine = {"person": event.person_id, "alliance": envelope.alliance}
        if ends:
            rows = [{**mine, "hash": hash_, "at": at} for hash_, at in ends.items()]
            await uow.session.execute(text(END_SESSION), rows)
        old = {"alliance": envelope.alliance, "before": envelope.time - KEPT}
        await uow.session.execute(text(FORGET_ENDS), old)

    async def find_actor(self, session: AsyncSession, of: Session, on: date) -> Actor | None:
        """Give who acts in a session on a day, if it goes on and its grant is in force."""
        asked = {
            "grant": of.grant_id,
            "person": of.person_id,
            "alliance": of.alliance_id,
            "day": on,
            "hash": of.hash,
            "all": ALL_SESSIONS,
            "began": of.began_at,
        }
        found = (await session.execute(text(self._find), asked)).one_or_none()
        return None if found is None else actor_of(of, **found._mapping)

    def install(self, *, service: str) -> None:
        """Make the tables; requests may only read them."""
        from alembic import op  # here alone: it would slow every start

        from samenspel_platform.migrating import tenant_table

        pupils = "pupil_ids uuid[] NOT NULL, " if self.keeps_pupils else ""
        op.execute(f"""
            CREATE TABLE access_grant (
                grant_id uuid NOT NULL CONSTRAINT access_grant_pkey PRIMARY KEY,
                alliance_id uuid NOT NULL, person_id uuid NOT NULL, role text NOT NULL,
                unit_id uuid, school_id uuid, {pupils}since date NOT NULL, until date)""")
        op.execute("CREATE INDEX access_grant_person_ix ON access_grant (alliance_id, person_id)")
        op.execute("""
            CREATE TABLE session_end (
                person_id uuid NOT NULL, session_hash text NOT NULL, alliance_id uuid NOT NULL,
                ended_at timestamptz NOT NULL,
                CONSTRAINT session_end_pkey PRIMARY KEY (person_id, session_hash))""")
        op.execute("CREATE INDEX session_end_ended_ix ON session_end (alliance_id, ended_at)")
        for name in TABLES:
            tenant_table(name, service=service, app="SELECT")

    def remove(self) -> None:
        """Undo `install`."""
        from alembic import op

        for name in TABLES:
            op.drop_table(name)

    def _values(self, grant: GrantRef) -> dict[str, Any]:
        values = grant.model_dump()
        pupils = list(values.pop("pupil_ids"))
        return values | ({"pupil_ids": pupils} if self.keeps_pupils else {})

    @property
    def _find(self) -> str:
        pupils = "g.pupil_ids" if self.keeps_pupils else "CAST('{}' AS uuid[]) AS pupil_ids"
        return f"SELECT g.role, g.unit_id, g.school_id, {pupils} {IN_FORCE}"


GRANT = table(
    "access_grant",
    *(column(name, Uuid) for name in ("grant_id", "alliance_id", "person_id")),
    *(column(name, Uuid) for name in ("unit_id", "school_id")),
    *(column(name, Date) for name in ("since", "until")),
    column("role", Text),
    column("pupil_ids", ARRAY(Uuid)),
)
FORGET_GRANTS = """
    DELETE FROM access_grant WHERE alliance_id = :alliance_id AND person_id = :person_id
"""
END_SESSION = """
    INSERT INTO session_end (person_id, session_hash, alliance_id, ended_at)
    VALUES (:person, :hash, :alliance, :at)
    ON CONFLICT (person_id, session_hash) DO UPDATE
    SET ended_at = greatest(session_end.ended_at, excluded.ended_at)
"""
FORGET_ENDS = "DELETE FROM session_end WHERE alliance_id = :alliance AND ended_at < :before"
IN_FORCE = """
    FROM access_grant AS g
    WHERE g.grant_id = :grant AND g.person_id = :person AND g.alliance_id = :alliance
      AND g.since <= :day AND (g.until IS NULL OR g.until > :day)
      AND NOT EXISTS (
          SELECT FROM session_end AS e
          WHERE e.person_id = g.person_id AND e.alliance_id = g.alliance_id
            AND e.session_hash IN (:hash, :all) AND e.ended_at >= :began)
"""


def actor_of(
    session: Session,
    *,
    role: str,
    unit_id: UUID | None,
    school_id: UUID | None,
    pupil_ids: list[UUID],
) -> Actor | None:
    """Give the actor of a session by a grant; None for a role that this build does not know."""
    try:
        known = Role(role)
    except ValueError:
        return None
    return Actor(
        person_id=session.person_id,
        alliance_id=session.alliance_id,
        role=known,
        name=session.name,
        alliance_name=session.alliance_name,
        unit_id=unit_id,
        school_id=school_id,
        pupil_ids=frozenset(pupil_ids),
    )
