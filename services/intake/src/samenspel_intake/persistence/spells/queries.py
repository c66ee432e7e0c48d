"""What screens and API show of children without education, filtered by what the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.spell.absence_class import LONG
from samenspel_intake.domain.spell.standing import Ended, Out, Threatening
from samenspel_intake.persistence.spell_tables import SpellRow
from samenspel_intake.persistence.tables import (
    AllianceRow,
    PersonRow,
    PupilRow,
    SchoolRow,
    UnitRow,
)
from samenspel_kernel.accountability import HolderKind
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_kernel.ids import reference_of
from samenspel_platform.visibility import RelationColumns, permitted

NEVER = date(9999, 12, 31)
"""The first day of a threat, for sorting: threats come after all that are out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellLine:
    """One spell as a list shows it; names are there to be read."""

    id: UUID
    row_version: int
    alliance_id: UUID
    unit_id: UUID | None
    school_id: UUID | None
    pupil_id: UUID
    status: str
    opened_at: datetime
    first_day: date | None
    last_day: date | None
    absence: str | None
    holder_kind: str | None
    holder_id: UUID | None
    next_action_kind: str | None
    next_action_due_on: date | None
    given_name: str
    family_name: str
    birth_date: date | None
    school_name: str | None
    desk_name: str
    holder_name: str | None

    @property
    def reference(self) -> str:
        """The short form of the id, for people."""
        return reference_of(self.id)

    @property
    def child(self) -> str:
        """The child's whole name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something for it."""
        return self.status != Ended.status

    @property
    def answered_by(self) -> str:
        """Who answers for it now, by name: a person, or the desk."""
        return self.holder_name or self.desk_name

    def days(self, today: date) -> int:
        """Count the days without education up to and with a day, whatever the law calls them."""
        if self.first_day is None:
            return 0
        return max(0, (min(today, self.last_day or today) - self.first_day).days + 1)

    @property
    def key(self) -> tuple[date, UUID]:
        """Its place in the list, for a cursor."""
        return self.first_day or NEVER, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellCounts:
    """How many children of a unit (None: the alliance's desk) are out, and for how long."""

    unit_id: UUID | None
    unit_name: str | None
    threatening: int
    out: int
    long: int
    three_months: int


class SpellQueries:
    """Reads the spells of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def get(self, actor: Actor, id_: UUID) -> SpellLine:
        """Give one; NotFound if there is none that the actor may see."""
        found = await self._lines(self._query(actor).where(SpellRow.id == id_))
        if not found:
            raise NotFound
        return found[0]

    async def longest(
        self, actor: Actor, *, limit: int, after: tuple[Any, ...] | None, is_open: bool = True
    ) -> Sequence[SpellLine]:
        """Give at most `limit` + 1, who is out longest first, threats last."""
        first_day = func.coalesce(SpellRow.first_day, literal(NEVER))
        query = self._query(actor).where((SpellRow.status != Ended.status) == is_open)
        if after is not None:
            query = query.where(tuple_(first_day, SpellRow.id) > tuple_(*_read(after)))
        return await self._lines(query.order_by(first_day, SpellRow.id).limit(limit + 1))

    async def of_pupil(self, actor: Actor, pupil_id: UUID) -> Sequence[SpellLine]:
        """Give the spells of a child, the newest first."""
        query = self._query(actor).where(SpellRow.pupil_id == pupil_id)
        return await self._lines(query.order_by(SpellRow.opened_at.desc(), SpellRow.id).limit(20))

    async def counts(self, actor: Actor, today: date) -> Sequence[SpellCounts]:
        """Count the open spells by unit; no child is named."""
        row = SpellRow
        columns = RelationColumns(alliance_id=row.alliance_id, unit_id=row.unit_id)
        out = row.status == Out.status
        query = (
            select(
                row.unit_id,
                UnitRow.name,
                _count(row.status == Threatening.status),
                _count(out),
                _count(and_(out, row.first_day <= today - timedelta(days=LONG))),
                _count(and_(out, row.first_day <= _three_months_before(today))),
            )
            .outerjoin(UnitRow, UnitRow.id == row.unit_id)
            .where(
                row.alliance_id == self._alliance_id,
                row.status != Ended.status,
                permitted(POLICY, actor, Deed.COUNT_SPELLS, columns),
            )
            .group_by(row.unit_id, UnitRow.name)
            .order_by(UnitRow.name.nulls_last())
        )
        return [
            SpellCounts(
                unit_id=unit_id,
                unit_name=name,
                threatening=threatening,
                out=is_out,
                long=long,
                three_months=months,
            )
            for unit_id, name, threatening, is_out, long, months in (
                await self._session.execute(query)
            )
        ]

    def _query(self, actor: Actor) -> Select[Any]:
        row = SpellRow
        columns = RelationColumns(
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            school_id=row.school_id,
            pupil_id=row.pupil_id,
        )
        own = (
            "id row_version alliance_id unit_id school_id pupil_id status opened_at first_day"
            " last_day absence holder_kind holder_id next_action_kind next_action_due_on"
        )
        holder = and_(row.holder_kind == HolderKind.PERSON.value, PersonRow.id == row.holder_id)
        return (
            select(
                *(getattr(row, name) for name in own.split()),
                PupilRow.given_name,
                PupilRow.family_name,
                PupilRow.birth_date,
                SchoolRow.name.label("school_name"),
                func.coalesce(UnitRow.name, AllianceRow.name).label("desk_name"),
                case((holder, PersonRow.name)).label("holder_name"),
            )
            .join(PupilRow, PupilRow.id == row.pupil_id)
            .join(AllianceRow, AllianceRow.id == row.alliance_id)
            .outerjoin(SchoolRow, SchoolRow.id == row.school_id)
            .outerjoin(UnitRow, UnitRow.id == row.unit_id)
            .outerjoin(PersonRow, holder)
            .where(
                row.alliance_id == self._alliance_id,
                permitted(POLICY, actor, Deed.SEE_SPELL, columns),
            )
        )

    async def _lines(self, query: Select[Any]) -> list[SpellLine]:
        return [SpellLine(**line) for line in (await self._session.execute(query)).mappings()]


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


def _three_months_before(day: date) -> ColumnElement[date]:
    return func.date(literal(day) - func.make_interval(0, 3))


def _read(after: tuple[Any, ...]) -> tuple[date, UUID]:
    try:
        day, id_ = after
        return date.fromisoformat(str(day)), UUID(str(id_))
    except ValueError:
        raise InvalidInput(FieldError("cursor", "cursor.invalid")) from None
