"""The queue of a desk: open requests in the order of facts, and how much each person holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, cast, func, literal, select, tuple_
from sqlalchemy import Date as SqlDate
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.desks.urgency import Facts
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.request_tables import SupportRequestRow
from samenspel_intake.persistence.spell_tables import SpellRow
from samenspel_intake.persistence.tables import PersonRow, PupilRow, SchoolRow
from samenspel_kernel.accountability import HolderKind
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.term import Term
from samenspel_platform.visibility import RelationColumns, permitted

OUT = "out"
Row = SupportRequestRow
COLUMNS = (
    *(Row.id, Row.pupil_id, Row.asked_for, Row.submitted_at, Row.response_rule),
    *(Row.response_rule_version, Row.response_starts_on, Row.response_last_day),
    *(Row.holder_kind, Row.holder_id, Row.next_action_kind, Row.next_action_due_on),
    *(Row.is_about_safety, PupilRow.given_name, PupilRow.family_name, PupilRow.missing),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which of the queue to show: of one person, of the desk itself, late ones, or all."""

    holder: UUID | None = None
    of_desk: bool = False
    late_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One request in the queue; `days_out` are days without education."""

    id: UUID
    pupil_id: UUID | None
    asked_for: str
    submitted_at: datetime
    response_rule: str
    response_rule_version: int
    response_starts_on: date
    response_last_day: date
    holder_kind: str
    holder_id: UUID
    holder_name: str | None
    next_action_kind: str
    next_action_due_on: date
    is_about_safety: bool
    given_name: str | None
    family_name: str | None
    missing: list[str] | None
    school_name: str | None
    days_out: int

    @property
    def child(self) -> str:
        """The child's whole name; nothing of a request that is about none."""
        return f"{self.given_name or ''} {self.family_name or ''}".strip()

    @property
    def facts(self) -> Facts:
        """What its place follows from."""
        return Facts(
            id=self.id,
            days_out=self.days_out,
            is_about_safety=self.is_about_safety,
            response_last_day=self.response_last_day,
            submitted_at=self.submitted_at,
        )

    @property
    def term(self) -> Term:
        """The response term."""
        return Term(
            self.response_rule,
            self.response_rule_version,
            self.response_starts_on,
            self.response_last_day,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How much somebody holds; without an id it is the desk itself."""

    person_id: UUID | None
    name: str | None
    open: int
    overdue: int


ALL = Filter()


class DeskQueue:
    """The open requests of one alliance that an actor works on."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def lines(
        self,
        actor: Actor,
        *,
        today: date,
        limit: int,
        after: Sequence[Any] | None = None,
        only: Filter = ALL,
    ) -> list[QueueLine]:
        """Give at most `limit` + 1, the most urgent first, after the rank of a cursor."""
        days = _days_out(today)
        later = case((Row.is_about_safety, 0), else_=1)
        place = (-days, later, Row.response_last_day, Row.submitted_at, Row.id)
        query = (
            select(
                *COLUMNS,
                PersonRow.name.label("holder_name"),
                SchoolRow.name.label("school_name"),
                days.label("days_out"),
            )
            .outerjoin(PupilRow, PupilRow.id == Row.pupil_id)
            .outerjoin(SchoolRow, SchoolRow.id == Row.school_id)
            .outerjoin(PersonRow, _holds())
            .outerjoin(SpellRow, _is_out())
            .where(self._open(actor), *_chosen(only))
            .order_by(*place)
            .limit(limit + 1)
        )
        if after is not None:
            query = query.where(tuple_(*place) > tuple_(*_rank(after)))
        return [QueueLine(**line) for line in (await self._session.execute(query)).mappings()]

    async def loads(self, actor: Actor, *, today: date) -> list[Load]:
        """Give what each holds, who holds most first; the desk itself last."""
        person = case((Row.holder_kind == HolderKind.PERSON.value, Row.holder_id))
        query: Select[Any] = (
            select(
                person.label("person_id"),
                PersonRow.name.label("name"),
                func.count().label("open"),
                func.count().filter(Row.next_action_due_on < today).label("overdue"),
            )
            .outerjoin(PersonRow, _holds())
            .where(self._open(actor))
            .group_by(person, PersonRow.name)
            .order_by(person.is_(None), func.count().desc(), PersonRow.name)
        )
        return [Load(**line) for line in (await self._session.execute(query)).mappings()]

    def _open(self, actor: Actor) -> ColumnElement[bool]:
        columns = RelationColumns(
            alliance_id=Row.alliance_id, unit_id=Row.unit_id, school_id=Row.school_id
        )
        return and_(
            Row.alliance_id == self._alliance_id,
            Row.next_action_due_on.is_not(None),
            permitted(POLICY, actor, Deed.USE_DESK, columns),
        )


def _holds() -> ColumnElement[bool]:
    return and_(Row.holder_kind == HolderKind.PERSON.value, PersonRow.id == Row.holder_id)


def _is_out() -> ColumnElement[bool]:
    """Say that a spell is the one in which the child is out of education now."""
    return and_(
        SpellRow.alliance_id == Row.alliance_id,
        SpellRow.pupil_id == Row.pupil_id,
        SpellRow.status == OUT,
    )


def _days_out(today: date) -> ColumnElement[int]:
    """Count calendar days since the first day without education, that day too."""
    days = cast(literal(today), SqlDate) - SpellRow.first_day + 1
    return func.greatest(func.coalesce(days, 0), 0)


def _chosen(only: Filter) -> Sequence[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if only.holder is not None:
        chosen.append(
            and_(Row.holder_kind == HolderKind.PERSON.value, Row.holder_id == only.holder)
        )
    if only.of_desk:
        chosen.append(Row.holder_kind != HolderKind.PERSON.value)
    if only.late_on is not None:
        chosen.append(Row.next_action_due_on < only.late_on)
    return chosen


def _rank(after: Sequence[Any]) -> tuple[int, int, date, datetime, UUID]:
    try:
        days, later, last_day, submitted_at, id_ = after
        return (
            int(days),
            int(later),
            date.fromisoformat(last_day),
            datetime.fromisoformat(submitted_at),
            UUID(id_),
        )
    except (ValueError, TypeError, AttributeError):
        raise InvalidInput(FieldError("cursor", "cursor.invalid")) from None
