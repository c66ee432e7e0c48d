"""What screens and API show of requests, filtered by what the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.policies import Deed, may
from samenspel_intake.domain.standing import HandoverOffered, Submitted
from samenspel_intake.persistence.request_documents import PAUSES
from samenspel_intake.persistence.request_tables import SupportRequestRow
from samenspel_intake.persistence.tables import (
    AllianceRow,
    PersonRow,
    PupilRow,
    SchoolRow,
    UnitRow,
)
from samenspel_intake.persistence.visibility import seen_by
from samenspel_kernel.accountability import HolderKind
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_kernel.ids import reference_of
from samenspel_kernel.running_terms import Suspension
from samenspel_kernel.term import Term

PERSON = HolderKind.PERSON.value
OPEN_STATUSES = (Submitted.status, HandoverOffered.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """One request as a list shows it; names of holder and place are there to be read.

    Who may not see the household finds nothing `missing`, and nobody who asks for it.
    """

    id: UUID
    row_version: int
    alliance_id: UUID
    unit_id: UUID | None
    school_id: UUID | None
    pupil_id: UUID | None
    kind: str
    asked_for: str
    age_band: str
    status: str
    submitted_at: datetime
    response_rule: str
    response_rule_version: int
    response_starts_on: date
    response_last_day: date
    holder_kind: str | None
    holder_id: UUID | None
    next_action_kind: str | None
    next_action_due_on: date | None
    handover_id: UUID | None
    handover_answer_by: date | None
    case_id: UUID | None
    withdrawal_reason: str | None
    answer_outcome: str | None
    answered_at: datetime | None
    handover_route: str | None
    handover_unit_id: UUID | None
    is_about_safety: bool
    given_name: str | None
    family_name: str | None
    birth_date: date | None
    missing: list[str] | None
    completion_due_on: date | None
    completion_holder_kind: str | None
    completion_holder_id: UUID | None
    school_name: str | None
    desk_name: str
    holder_name: str | None

    @property
    def reference(self) -> str:
        """The short form of the id, for people."""
        return reference_of(self.id)

    @property
    def answered_by(self) -> str:
        """Who answers for it now, by name: a person, or the desk."""
        return self.holder_name or self.desk_name

    @property
    def child(self) -> str:
        """The child's whole name; nothing of a request that is about none."""
        return f"{self.given_name or ''} {self.family_name or ''}".strip()

    @property
    def is_open(self) -> bool:
        """Whether intake still answers for it."""
        return self.status in OPEN_STATUSES

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
class RequestText:
    """The free text of a request; shown only to those who may read it."""

    id: UUID
    question: str
    already_tried: str
    parents_informed: bool
    answer_text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCounts:
    """How many requests are open; of these, of how many the next action is late or data lack."""

    open: int
    overdue: int
    incomplete: int


class RequestQueries:
    """Requests of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def newest(
        self,
        actor: Actor,
        *,
        limit: int,
        after: Sequence[Any] | None = None,
        status: str | None = None,
        unit_id: UUID | None = None,
    ) -> list[RequestLine]:
        """Give at most `limit` + 1, newest first, after the (`submitted_at`, id) of a cursor."""
        row = SupportRequestRow
        query = self._lines(actor)
        if status is not None:
            query = query.where(row.status == status)
        if unit_id is not None:
            query = query.where(row.unit_id == unit_id)
        if after is not None:
            query = query.where(tuple_(row.submitted_at, row.id) < tuple_(*_position(after)))
        query = query.order_by(row.submitted_at.desc(), row.id.desc()).limit(limit + 1)
        return await self._read(query, actor)

    async def open_by_term(
        self, actor: Actor, *, limit: int, after: Sequence[Any] | None = None
    ) -> list[RequestLine]:
        """Give at most `limit` + 1 of the open ones, the one whose term ends first on top.

        `after` is the (`response_last_day`, `next_action_due_on`, id) of a cursor.
        """
        row = SupportRequestRow
        place = (row.response_last_day, row.next_action_due_on, row.id)
        query = self._lines(actor).where(row.next_action_due_on.is_not(None))
        if after is not None:
            query = query.where(tuple_(*place) > tuple_(*_place_on_desk(after)))
        return await self._read(query.order_by(*place).limit(limit + 1), actor)

    async def open_counts(self, actor: Actor, *, on: date) -> OpenCounts:
        """Count the open ones, and on a day those that are late and those that lack something."""
        row = SupportRequestRow
        query = (
            select(
                func.count().label("open"),
                func.count().filter(row.next_action_due_on < on).label("overdue"),
                func.count().filter(func.cardinality(PupilRow.missing) > 0).label("incomplete"),
            )
            .outerjoin(PupilRow, PupilRow.id == row.pupil_id)
            .where(row.alliance_id == self._alliance_id, self._seen_by(actor))
            .where(row.next_action_due_on.is_not(None))
        )
        return OpenCounts(**(await self._session.execute(query)).one()._mapping)

    async def get(self, actor: Actor, id_: UUID) -> RequestLine:
        """Give one; NotFound if there is none, or none that the actor may know of."""
        found = await self._read(self._lines(actor).where(SupportRequestRow.id == id_), actor)
        if not found:
            raise NotFound(await self._whose(id_))
        return found[0]

    async def suspensions(self, id_: UUID) -> tuple[Suspension, ...]:
        """Give when its response term stood still, of a request that the actor was found to see."""
        row = SupportRequestRow
        mine = (row.id == id_, row.alliance_id == self._alliance_id)
        return PAUSES.load(await self._session.scalar(select(row.pauses).where(*mine)))

    async def text(self, id_: UUID) -> RequestText:
        """Give the free text of one; the caller has asked whether the actor may read it."""
        row = SupportRequestRow
        columns = (row.id, row.question, row.already_tried, row.parents_informed, row.answer_text)
        query = select(*columns).where(row.id == id_, row.alliance_id == self._alliance_id)
        return RequestText(**(await self._session.execute(query)).mappings().one())

    def _lines(self, actor: Actor) -> Select[Any]:
        row = SupportRequestRow
        desk = case((row.unit_id.is_(None), AllianceRow.name), else_=UnitRow.name)
        own = (
            getattr(row, name)
            for name in RequestLine.__dataclass_fields__
            if name in row.__table__.columns
        )
        of_pupil = (
            getattr(PupilRow, name)
            for name in RequestLine.__dataclass_fields__
            if name in PupilRow.__table__.columns and name not in row.__table__.columns
        )
        return (
            select(
                *own,
                *of_pupil,
                SchoolRow.name.label("school_name"),
                func.coalesce(desk, AllianceRow.name).label("desk_name"),
                PersonRow.name.label("holder_name"),
            )
            .outerjoin(PupilRow, PupilRow.id == row.pupil_id)
            .join(AllianceRow, AllianceRow.id == row.alliance_id)
            .outerjoin(SchoolRow, SchoolRow.id == row.school_id)
            .outerjoin(UnitRow, UnitRow.id == row.unit_id)
            .outerjoin(PersonRow, and_(row.holder_kind == PERSON, PersonRow.id == row.holder_id))
            .where(row.alliance_id == self._alliance_id, self._seen_by(actor))
        )

    def _seen_by(self, actor: Actor) -> ColumnElement[bool]:
        return seen_by(actor, SupportRequestRow, SupportRequestRow.pupil_id)

    async def _whose(self, id_: UUID) -> UUID | None:
        row = SupportRequestRow
        query = select(row.pupil_id).where(row.id == id_, row.alliance_id == self._alliance_id)
        return await self._session.scalar(query)

    async def _read(self, query: Select[Any], actor: Actor) -> list[RequestLine]:
        rows = (await self._session.execute(query)).mappings()
        return [_cut(RequestLine(**row), actor) for row in rows]


def _cut(line: RequestLine, actor: Actor) -> RequestLine:
    """Leave out what the actor may not see of a request that it may see."""
    if may(actor, Deed.SEE_HOUSEHOLD, line):
        return line
    return replace(
        line,
        missing=[],
        completion_due_on=None,
        completion_holder_kind=None,
        completion_holder_id=None,
    )


def _position(after: Sequence[Any]) -> tuple[datetime, UUID]:
    try:
        submitted_at, id_ = after
        return datetime.fromisoformat(submitted_at), UUID(id_)
    except (ValueError, TypeError):
        raise InvalidInput(FieldError("cursor", "cursor.invalid")) from None


def _place_on_desk(after: Sequence[Any]) -> tuple[date, date, UUID]:
    try:
        last_day, due_on, id_ = after
        return date.fromisoformat(last_day), date.fromisoformat(due_on), UUID(id_)
    except (ValueError, TypeError, AttributeError):
        raise InvalidInput(FieldError("cursor", "cursor.invalid")) from None
