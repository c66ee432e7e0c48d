"""Who saw which pupil's file, when, and by what relation; kept for the parents, never changed.

A row for each pupil and request, written in the transaction of the read: without the row there
is no answer. It holds no names, so that screens show roles and organisations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Relation
from samenspel_kernel.clock import AMSTERDAM
from samenspel_kernel.ids import new_id
from samenspel_messaging.scope import Scope

NOTED = "access_log.noted"


class FilePart(StrEnum):
    """What was looked at; of what was refused it is not said which part."""

    PUPIL = "pupil"
    SUPPORT_REQUEST = "support-request"
    CASE = "case"
    MESSAGE = "message"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """That people in one role, of one organisation, saw a part of a file on a day.

    `by` is what tied them to the pupil; None if they were refused. `times` counts the requests.
    """

    day: date
    role: Role
    unit_id: UUID | None
    school_id: UUID | None
    part: FilePart
    by: Relation | None
    times: int


async def note(
    session: AsyncSession,
    *,
    actor: Actor,
    pupil_id: UUID,
    part: FilePart,
    by: Relation | None,
    at: datetime,
    scope: Scope,
) -> None:
    """Write that the actor sees a part of a pupil's file, or (`by` None) that it was refused.

    Of one pupil the first in a transaction counts.
    """
    noted: set[UUID] = session.info.setdefault(NOTED, set())
    if pupil_id in noted:
        return
    noted.add(pupil_id)
    row = {
        "id": new_id(),
        "alliance": actor.alliance_id,
        "at": at,
        "person": actor.person_id,
        "role": actor.role.value,
        "unit": actor.unit_id,
        "school": actor.school_id,
        "pupil": pupil_id,
        "part": part.value,
        "by": by.value if by else None,
        "trace": _trace_of(scope),
    }
    with session.no_autoflush:  # what was saved is written with its events, and once
        await session.execute(text(INSERT), row)


async def looks_at(
    session: AsyncSession,
    *,
    alliance_id: UUID,
    pupil_id: UUID,
    refused: bool = False,
    limit: int,
) -> Sequence[Look]:
    """Give who saw a pupil's file, the last day first; with those who were `refused` or not.

    Gives one more than `limit` if there are more.
    """
    asked = {
        "alliance": alliance_id,
        "pupil": pupil_id,
        "refused": refused,
        "zone": str(AMSTERDAM),
        "limit": limit + 1,
    }
    return [
        Look(
            day=row.day,
            role=Role(row.role),
            unit_id=row.unit_id,
            school_id=row.school_id,
            part=FilePart(row.part),
            by=Relation(row.by_relation) if row.by_relation else None,
            times=row.times,
        )
        for row in await session.execute(text(LOOKS), asked)
    ]


def install(*, service: str) -> None:
    """Make the table; requests may add to it and read it, and nobody may change it."""
    from alembic import op  # here alone: it would slow every start

    from samenspel_platform.migrating import TENANT

    op.execute("""
        CREATE TABLE access_log (
            id uuid NOT NULL CONSTRAINT access_log_pkey PRIMARY KEY,
            alliance_id uuid NOT NULL, at timestamptz NOT NULL,
            person_id uuid NOT NULL, role text NOT NULL, unit_id uuid, school_id uuid,
            pupil_id uuid NOT NULL, part text NOT NULL, by_relation text, trace text NOT NULL)""")
    op.execute("CREATE INDEX access_log_pupil_ix ON access_log (alliance_id, pupil_id, at)")
    op.execute("ALTER TABLE access_log ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON access_log USING ({TENANT}) WITH CHECK ({TENANT})")
    op.execute(f"GRANT SELECT, INSERT ON access_log TO {service}_app")


def remove() -> None:
    """Undo `install`; the log goes."""
    from alembic import op

    op.drop_table("access_log")


def install_forgetting(*, service: str) -> None:
    """Let the worker delete what is old: in no other way, and of all alliances at once."""
    from alembic import op

    op.execute(
        "-- squawk-ignore require-concurrent-index-creation\n"
        "CREATE INDEX access_log_at_ix ON access_log USING brin (at)"
    )
    op.execute("""
        CREATE FUNCTION forget_looks(before timestamptz, most integer) RETURNS bigint LANGUAGE sql
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
            WITH old AS (SELECT id FROM access_log WHERE at < before LIMIT most
                         FOR UPDATE SKIP LOCKED),
                 gone AS (DELETE FROM access_log USING old WHERE access_log.id = old.id RETURNING 1)
            SELECT count(*) FROM gone $$""")
    op.execute("REVOKE ALL ON FUNCTION forget_looks(timestamptz, integer) FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION forget_looks(timestamptz, integer) TO {service}_worker")


def remove_forgetting() -> None:
    """Undo `install_forgetting`."""
    from alembic import op

    op.execute("DROP FUNCTION forget_looks(timestamptz, integer)")
    op.execute("DROP INDEX access_log_at_ix")


def _trace_of(scope: Scope) -> str:
    """Give the trace's id (W3C Trace Context), or that of the conversation."""
    parts = (scope.traceparent or "").split("-")
    return parts[1] if len(parts) == 4 and len(parts[1]) == 32 else scope.correlation_id.hex


INSERT = """
    INSERT INTO access_log (id, alliance_id, at, person_id, role, unit_id, school_id, pupil_id,
                            part, by_relation, trace)
    VALUES (:id, :alliance, :at, :person, :role, :unit, :school, :pupil, :part, :by, :trace)
"""
LOOKS = """
    SELECT CAST(timezone(CAST(:zone AS text), at) AS date) AS day, role, unit_id, school_id, part, by_relation,
           count(*) AS times
    FROM access_log
    WHERE alliance_id = :alliance AND pupil_id = :pupil
      AND (CAST(:refused AS boolean) OR by_relation IS NOT NULL)
    GROUP BY 1, 2, 3, 4, 5, 6
    ORDER BY day DESC, role, part, unit_id, school_id, by_relation
    LIMIT :limit
"""
