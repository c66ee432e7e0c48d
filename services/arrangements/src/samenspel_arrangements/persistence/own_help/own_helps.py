"""Stored own help of schools, and the limits of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.own_help.limit import ArrangingLimit
from samenspel_arrangements.domain.own_help.own_help import (
    OwnHelp,
    OwnHelpAnswers,
    OwnHelpId,
    OwnHelpKind,
)
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.persistence.own_help_tables import ArrangingLimitRow, OwnHelpRow
from samenspel_arrangements.persistence.tables import SchoolRow
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import AllianceId, PersonId, SchoolId
from samenspel_messaging.unit_of_work import SqlRepository
from samenspel_platform.access import GRANT
from samenspel_platform.visibility import RelationColumns, permitted

MOST_LINES = 500
DEFAULT_LIMIT = ArrangingLimit(
    version=0,
    limit=Cents(150_000),
    valid_from=date(2014, 8, 1),
    source="Own standard: a school arranges help up to 1500 euros by itself",
)
"""What counts until an alliance has its own."""


class SqlOwnHelps(SqlRepository[OwnHelp, OwnHelpRow]):
    """The own help of the schools of one alliance."""

    row_type = OwnHelpRow

    async def unit_of(self, school_id: UUID) -> UUID | None:
        """Give the unit of a school, if it is known."""
        query = select(SchoolRow.unit_id).where(SchoolRow.school_id == school_id)
        return await self._uow.session.scalar(query)

    def to_domain(self, row: OwnHelpRow) -> OwnHelp:
        """Build the aggregate of a row."""
        return OwnHelp(
            id=OwnHelpId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            school_id=SchoolId(row.school_id),
            answers=OwnHelpAnswers(
                kind=OwnHelpKind(row.kind),
                description=row.description,
                started_on=row.started_on,
                children=row.children,
                amount=row.amount_cents,
            ),
            limit_version=row.limit_version,
            registered_by=PersonId(row.registered_by),
            registered_at=row.registered_at,
            taken_back_at=row.taken_back_at,
        )

    def fill(self, row: OwnHelpRow, aggregate: OwnHelp) -> None:
        """Write its own columns."""
        answers = aggregate.answers
        row.school_id, row.school_year = aggregate.school_id, aggregate.year.first_year
        row.kind, row.description = answers.kind.value, answers.description
        row.started_on, row.children, row.amount_cents = (
            answers.started_on,
            answers.children,
            answers.amount,
        )
        row.limit_version = aggregate.limit_version
        row.registered_by, row.registered_at = aggregate.registered_by, aggregate.registered_at
        row.taken_back_at = aggregate.taken_back_at


class SqlArrangingLimits:
    """The limits of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: AllianceId) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def all(self) -> Sequence[ArrangingLimit]:
        """Give every version, that to begin with at the end."""
        row = ArrangingLimitRow
        query = select(row).where(row.alliance_id == self._alliance_id)
        found = await self._session.scalars(query.order_by(row.of_id, row.version.desc()))
        return [*map(_limit, found), DEFAULT_LIMIT]

    def add(self, limit: ArrangingLimit, *, by: PersonId, at: datetime) -> None:
        """Keep a new version."""
        row = ArrangingLimitRow(
            alliance_id=self._alliance_id,
            of_id=limit.school_id or limit.unit_id or self._alliance_id,
            version=limit.version,
            school_id=limit.school_id,
            unit_id=limit.unit_id,
            limit_cents=limit.limit,
            valid_from=limit.valid_from,
            source=limit.source,
            recorded_at=at,
            recorded_by=by,
        )
        self._session.add(row)


def _limit(row: ArrangingLimitRow) -> ArrangingLimit:
    return ArrangingLimit(
        school_id=row.school_id,
        unit_id=row.unit_id,
        version=row.version,
        limit=Cents(row.limit_cents),
        valid_from=row.valid_from,
        source=row.source,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHelpLine:
    """What a school arranged, and whether it was taken back; the amount is in cents."""

    id: UUID
    row_version: int
    alliance_id: UUID
    unit_id: UUID | None
    school_id: UUID
    school_name: str | None
    kind: str
    description: str
    started_on: date
    children: int
    amount: int
    registered_at: datetime
    taken_back_at: datetime | None


class OwnHelpQueries:
    """Reads what the schools of one alliance arranged by themselves."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def of_year(self, actor: Actor, year: SchoolYear) -> Sequence[OwnHelpLine]:
        """Give what the actor may see of a year, the newest first; 500 at most."""
        row = OwnHelpRow
        columns = RelationColumns(
            alliance_id=row.alliance_id, unit_id=row.unit_id, school_id=row.school_id
        )
        query = (
            select(
                row.id,
                row.row_version,
                row.alliance_id,
                row.unit_id,
                row.school_id,
                SchoolRow.name.label("school_name"),
                row.kind,
                row.description,
                row.started_on,
                row.children,
                row.amount_cents.label("amount"),
                row.registered_at,
                row.taken_back_at,
            )
            .outerjoin(SchoolRow, SchoolRow.school_id == row.school_id)
            .where(permitted(POLICY, actor, Action.SEE_OWN_HELP, columns))
            .where(row.alliance_id == self._alliance_id, row.school_year == year.first_year)
            .order_by(row.started_on.desc(), row.id)
            .limit(MOST_LINES)
        )
        return [OwnHelpLine(**line) for line in (await self._session.execute(query)).mappings()]

    async def paid_in(self, unit_id: UUID | None, year: SchoolYear) -> int:
        """Give what the schools of a unit arranged for in a year, in cents."""
        row = OwnHelpRow
        query = select(func.coalesce(func.sum(row.amount_cents), 0)).where(
            row.alliance_id == self._alliance_id,
            row.school_year == year.first_year,
            row.unit_id == unit_id,
            row.taken_back_at.is_(None),
        )
        return int(await self._session.scalar(query) or 0)

    async def schools(self) -> Sequence[tuple[UUID, str]]:
        """Give the schools for which somebody acts in the alliance, by name."""
        grant = GRANT.c
        query = (
            select(SchoolRow.school_id, SchoolRow.name)
            .join(GRANT, grant.school_id == SchoolRow.school_id)
            .where(grant.alliance_id == self._alliance_id)
            .distinct()
            .order_by(SchoolRow.name, SchoolRow.school_id)
        )
        return [(id_, name) for id_, name in await self._session.execute(query)]
