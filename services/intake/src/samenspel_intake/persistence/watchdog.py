"""Finds open items that nobody answers for or that nobody looks at; on a healthy system, none.

Types and CHECK constraints keep what is stored whole; this looks again at what is there, by SQL
alone, and at what no constraint sees: a holder who may not act any more, and time that passed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.persistence.tables import Base, GrantRow, PupilRow, SchoolRow, UnitRow
from samenspel_kernel.accountability import HolderKind
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import reference_of
from samenspel_kernel.terms import WorkingDays
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_platform.open_items import OpenItemRow

LATE_AFTER = 5
"""Working days after which an action that nobody did is a finding of its own."""
COLUMNS = frozenset(
    {"holder_kind", "holder_id", "next_action_kind", "next_action_due_on", "handover_answer_by"}
)
"""Every table that has these holds open items."""


class ViolationKind(StrEnum):
    """What is wrong; the first two can be made by nobody, the others come with time.

    A clock stopped when its term passed a day ago and nothing has looked at the item since.
    """

    NOBODY = "nobody"
    HOLDER_GONE = "holder-gone"
    OVERDUE = "overdue"
    HANDOVER_LATE = "handover-late"
    CLOCK_STOPPED = "clock-stopped"

    @property
    def comes_with_time(self) -> bool:
        """Whether waiting alone brings it about."""
        return self not in {ViolationKind.NOBODY, ViolationKind.HOLDER_GONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One finding; `thing` is the kind of item, `on` the day that passed, if one did."""

    thing: str
    id: UUID
    kind: ViolationKind
    unit_id: UUID | None
    holder_id: UUID | None
    on: date | None

    @property
    def reference(self) -> str:
        """The short form of its id, for people."""
        return reference_of(self.id)


async def find_violations(
    session: AsyncSession, alliance_id: UUID, now: datetime, *, late_after: int = LATE_AFTER
) -> list[Violation]:
    """Give all findings of an alliance, the longest waiting first."""
    today = dutch_date(now)
    late = _working_days_before(today, late_after, DutchWorkingDays())
    rows = [
        mapper.class_ for mapper in Base.registry.mappers if set(mapper.columns.keys()) >= COLUMNS
    ]
    queries = [
        query.where(row.alliance_id == alliance_id)
        for row, queries in ((row, _of_items(row, today, late)) for row in rows)
        for query in queries
    ]
    queries += [
        query.where(PupilRow.alliance_id == alliance_id) for query in _of_completions(today, late)
    ]
    found = union_all(*queries).subquery("found")
    ordered = select(found).order_by(found.c.on.asc().nulls_first(), found.c.id, found.c.kind)
    return [
        Violation(**{**line, "kind": ViolationKind(line["kind"])})
        for line in (await session.execute(ordered)).mappings()
    ]


def _of_items(row: Any, today: date, late: date) -> Sequence[Select[Any]]:
    """Select the findings in a table of open items."""
    whole = func.num_nonnulls(
        row.holder_kind, row.holder_id, row.next_action_kind, row.next_action_due_on
    )
    yesterday = today - timedelta(days=1)
    clocks = (
        [_finding(row, ViolationKind.CLOCK_STOPPED, row.next_look_on, row.next_look_on < yesterday)]
        if issubclass(row, OpenItemRow)
        else []
    )
    return (
        *clocks,
        _finding(row, ViolationKind.NOBODY, None, whole.not_in((0, 4))),
        _finding(
            row,
            ViolationKind.HOLDER_GONE,
            None,
            row.holder_kind.is_not(None),
            ~_is_there(row.alliance_id, row.holder_kind, row.holder_id, today),
        ),
        _finding(
            row,
            ViolationKind.OVERDUE,
            row.next_action_due_on,
            row.next_action_due_on < late,
        ),
        _finding(
            row,
            ViolationKind.HANDOVER_LATE,
            row.handover_answer_by,
            row.handover_answer_by < yesterday,
        ),
    )


def _of_completions(today: date, late: date) -> Sequence[Select[Any]]:
    """Select the findings about what is missing of children."""
    row = PupilRow
    held = (row.completion_holder_kind, row.completion_holder_id)
    whole = func.num_nonnulls(*held, row.completion_due_on)
    needed = case((func.cardinality(row.missing) > 0, 3), else_=0)
    gone = ~_is_there(row.alliance_id, *held, today)
    return (
        _finding(row, ViolationKind.NOBODY, None, whole != needed),
        _finding(row, ViolationKind.HOLDER_GONE, None, held[0].is_not(None), gone),
        _finding(row, ViolationKind.OVERDUE, row.completion_due_on, row.completion_due_on < late),
    )


def _finding(
    row: Any, kind: ViolationKind, day: Any, *conditions: ColumnElement[bool]
) -> Select[Any]:
    return select(
        literal(row.__tablename__).label("thing"),
        row.id.label("id"),
        literal(kind.value).label("kind"),
        row.unit_id.label("unit_id"),
        _holder(row).label("holder_id"),
        (literal(None, type_=_DATE) if day is None else day).label("on"),
    ).where(*conditions)


def _holder(row: Any) -> Any:
    return row.completion_holder_id if row is PupilRow else row.holder_id


_DATE = PupilRow.completion_due_on.type


def _is_there(alliance_id: Any, kind: Any, id_: Any, today: date) -> ColumnElement[bool]:
    """Say that a holder exists and may act today: a person by a role that is in force."""
    acts = select(GrantRow.id).where(
        GrantRow.alliance_id == alliance_id,
        GrantRow.person_id == id_,
        GrantRow.since <= today,
        or_(GrantRow.until.is_(None), GrantRow.until > today),
    )
    school = select(SchoolRow.id).where(SchoolRow.alliance_id == alliance_id, SchoolRow.id == id_)
    unit = select(UnitRow.id).where(UnitRow.alliance_id == alliance_id, UnitRow.id == id_)
    of_alliance = (HolderKind.ALLIANCE_DESK.value, HolderKind.FAMILY_DESK.value)
    return or_(
        and_(kind == HolderKind.PERSON.value, acts.exists()),
        and_(kind == HolderKind.SCHOOL.value, school.exists()),
        and_(kind == HolderKind.UNIT_DESK.value, unit.exists()),
        and_(kind.in_(of_alliance), id_ == alliance_id),
    )


def _working_days_before(day: date, count: int, working_days: WorkingDays) -> date:
    while count > 0:
        day -= timedelta(days=1)
        if working_days.is_working_day(day):
            count -= 1
    return day
