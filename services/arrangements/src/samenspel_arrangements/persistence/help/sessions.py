"""Stored sessions, and lists of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, cast, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.help.ids import HelpGroupId, SessionId
from samenspel_arrangements.domain.help.session import (
    CalledOff,
    Dropped,
    Move,
    Planned,
    Session,
    Standing,
)
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.help.tables import HelpGroupRow, SessionRow
from samenspel_arrangements.persistence.tables import ArrangementRow, PupilRow
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import (
    ArrangementId,
    CaseId,
    PersonId,
    PupilId,
    SchoolId,
    SupportRequestId,
)
from samenspel_kernel.term import Term
from samenspel_messaging.unit_of_work import SqlRepository
from samenspel_platform.documents import Documents
from samenspel_platform.visibility import RelationColumns, permitted

STANDINGS: Documents[Standing] = Documents(Standing, Standing)
TERMS: Documents[Term] = Documents(Term)
MOVES: Documents[tuple[Move, ...]] = Documents(tuple[Move, ...])
TAKEN_OUT = (CalledOff.status, Dropped.status)
MOST_LINES = 200
RELATIONS = RelationColumns(
    alliance_id=SessionRow.alliance_id,
    unit_id=SessionRow.unit_id,
    school_id=SessionRow.school_id,
    pupil_id=SessionRow.pupil_id,
)


class SqlSessions(SqlRepository[Session, SessionRow]):
    """The sessions of one alliance."""

    row_type = SessionRow

    async def planned_for(self, arrangement_id: UUID) -> Sequence[Session]:
        """Load those of which nobody said anything yet, for change, the first in front."""
        row = SessionRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.arrangement_id == arrangement_id,
            row.status == Planned.status,
        )
        found = await self._uow.session.scalars(query.order_by(row.on_day, row.id))
        return [await self.get(id_) for id_ in found.all()]

    async def of_group(self, group_id: UUID, *, on: date) -> Sequence[Session]:
        """Load the children's parts of a group's session that were not dropped, for change."""
        row = SessionRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.group_id == group_id,
            row.on_day == on,
            row.status != Dropped.status,
        )
        found = await self._uow.session.scalars(query.order_by(row.id))
        return [await self.get(id_) for id_ in found.all()]

    async def days_of_group(self, group_id: UUID, *, since: date) -> Sequence[date]:
        """Give the days from a day on at which a group has a session, in order."""
        row = SessionRow
        query = select(row.on_day).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.group_id == group_id,
            row.on_day >= since,
            row.status.not_in(TAKEN_OUT),
        )
        found = await self._uow.session.scalars(query.order_by(row.on_day).distinct())
        return list(found.all())

    async def is_any_late(self, case_id: UUID, *, but: UUID) -> bool:
        """Tell whether of another session of a case nobody said in time whether it was given."""
        row = SessionRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.case_id == case_id,
            row.status == Planned.status,
            row.is_told,
            row.id != but,
        )
        return await self._uow.session.scalar(query.limit(1)) is not None

    async def to_look_at(self, today: date, *, limit: int) -> Sequence[UUID]:
        """Give the ids of sessions of which nobody said it in time, the longest waiting first."""
        row = SessionRow
        due = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id, row.next_look_on <= today
        )
        found = await self._uow.session.scalars(due.order_by(row.next_look_on, row.id).limit(limit))
        return list(found)

    def to_domain(self, row: SessionRow) -> Session:
        """Build one."""
        return Session(
            id=SessionId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            arrangement_id=ArrangementId(row.arrangement_id),
            case_id=CaseId(row.case_id),
            support_request_id=SupportRequestId(row.support_request_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            giver_id=PersonId(row.giver_id),
            on=row.on_day,
            record=TERMS.load(row.record),
            standing=STANDINGS.load(row.standing),
            is_told=row.is_told,
            group_id=HelpGroupId(row.group_id) if row.group_id else None,
            moves=MOVES.load(row.moves),
        )

    def fill(self, row: SessionRow, aggregate: Session) -> None:
        """Write its state."""
        row.arrangement_id, row.case_id = aggregate.arrangement_id, aggregate.case_id
        row.support_request_id = aggregate.support_request_id
        row.pupil_id, row.school_id = aggregate.pupil_id, aggregate.school_id
        row.giver_id, row.on_day = aggregate.giver_id, aggregate.on
        row.record = TERMS.dump(aggregate.record)
        row.status = aggregate.standing.status
        row.standing = STANDINGS.dump(aggregate.standing)
        row.group_id = aggregate.group_id
        row.moves = MOVES.dump(aggregate.moves)
        row.is_told, row.next_look_on = aggregate.is_told, aggregate.next_look()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """One session as screens and API show it; `reason` is why it was not given, or called off."""

    id: UUID
    arrangement_id: UUID
    case_id: UUID
    pupil_id: UUID
    giver_id: UUID
    on: date
    kind: str
    given_name: str | None
    status: str
    reason: str | None
    group_id: UUID | None
    group_name: str | None
    moved_from: date | None
    instead_on: date | None


class SessionQueries:
    """Asks about the sessions of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def to_record(self, actor: Actor, *, today: date) -> Sequence[SessionLine]:
        """Give those that a person gives today, and earlier ones that it said nothing of.

        Only of children that it still may help.
        """
        row = SessionRow
        due = or_(row.on_day == today, (row.on_day < today) & (row.status == Planned.status))
        query = _lines(
            self._mine(),
            permitted(POLICY, actor, Action.GIVE_HELP, RELATIONS),
            row.giver_id == actor.person_id,
            row.status.not_in(TAKEN_OUT),
            due,
        )
        return await self._read(query.order_by(row.on_day.desc(), PupilRow.given_name, row.id))

    async def of_help(self, arrangement_id: UUID) -> Sequence[SessionLine]:
        """Give those of help; the caller has asked whether the actor may see its case."""
        row = SessionRow
        query = _lines(
            self._mine(), row.arrangement_id == arrangement_id, row.status != Dropped.status
        )
        return await self._read(query.order_by(row.on_day, row.id))

    def _mine(self) -> ColumnElement[bool]:
        return SessionRow.alliance_id == self._alliance_id

    async def _read(self, query: Select[*tuple[Any, ...]]) -> Sequence[SessionLine]:
        found = await self._session.execute(query.limit(MOST_LINES))
        return [SessionLine(**line) for line in found.mappings()]


def _lines(*which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    row = SessionRow
    return (
        select(
            row.id,
            row.arrangement_id,
            row.case_id,
            row.pupil_id,
            row.giver_id,
            row.on_day.label("on"),
            ArrangementRow.kind,
            PupilRow.given_name,
            row.status,
            row.standing["reason"].astext.label("reason"),
            row.group_id,
            HelpGroupRow.name.label("group_name"),
            cast(row.moves[-1]["was_on"].astext, Date).label("moved_from"),
            cast(row.standing["instead_on"].astext, Date).label("instead_on"),
        )
        .join(ArrangementRow, ArrangementRow.id == row.arrangement_id)
        .outerjoin(HelpGroupRow, HelpGroupRow.id == row.group_id)
        .outerjoin(PupilRow, PupilRow.pupil_id == row.pupil_id)
        .where(*which)
    )
