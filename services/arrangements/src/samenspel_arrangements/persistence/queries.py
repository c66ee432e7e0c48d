"""Read models: cases and arrangements as screens and API show them.

Every query is limited to the alliance and to what the actor may see, and leaves out the fields
that it may not read.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Label,
    Select,
    SQLColumnExpression,
    cast,
    func,
    select,
    text,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.case import CaseState
from samenspel_arrangements.domain.case_stages import FILE_CLOSED
from samenspel_arrangements.domain.closing.rights import keeps_closed
from samenspel_arrangements.domain.policies import POLICY, Action, may
from samenspel_arrangements.persistence.arrangement_lines import (
    ARRANGEMENT_COLUMNS,
    ArrangementSummary,
)
from samenspel_arrangements.persistence.tables import (
    ArrangementRow,
    CaseRow,
    PupilRow,
    RequestSummaryRow,
    SchoolRow,
    UnitRow,
)
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_platform.visibility import RelationColumns, permitted

DUE_ON = func.coalesce(CaseRow.next_action_due_on, CaseRow.answer_by)
_HELD = CaseRow.standing["responsibility"]
_TO = select(UnitRow.name).where(UnitRow.unit_id == CaseRow.offered_to).correlate(CaseRow)
CASE_COLUMNS: dict[str, SQLColumnExpression[Any]] = {
    "case_id": CaseRow.id,
    "alliance_id": CaseRow.alliance_id,
    "version": CaseRow.row_version,
    "state": CaseRow.state,
    "unit_id": CaseRow.unit_id,
    "unit_name": UnitRow.name,
    "school_id": CaseRow.school_id,
    "school_name": SchoolRow.name,
    "pupil_id": CaseRow.pupil_id,
    "given_name": PupilRow.given_name,
    "family_name": PupilRow.family_name,
    "birth_date": PupilRow.birth_date,
    "support_request_id": CaseRow.support_request_id,
    "handover_id": CaseRow.handover_id,
    "kind": CaseRow.kind,
    "age_band": CaseRow.age_band,
    "submitted_on": RequestSummaryRow.submitted_on,
    "response_last_day": RequestSummaryRow.response_last_day,
    "answer_by": CaseRow.answer_by,
    "withdrawal": CaseRow.withdrawal,
    "holder_kind": CaseRow.holder_kind,
    "holder_id": CaseRow.holder_id,
    "holder_name": CaseRow.holder_name,
    "next_action": CaseRow.next_action,
    "next_action_due_on": CaseRow.next_action_due_on,
    "accepted_at": CaseRow.accepted_at,
    "decline_reason": CaseRow.decline_reason,
    "decline_note": CaseRow.decline_note,
    "outcome": CaseRow.outcome,
    "closed_at": CaseRow.closed_at,
    "due_on": DUE_ON,
    "later": func.coalesce(_HELD["later"], text("'[]'::jsonb")),
    "offer_id": CaseRow.offer_id,
    "offered_to": CaseRow.offered_to,
    "offered_to_kind": _HELD["offer"]["to"]["kind"].astext,
    "offer_answer_by": cast(_HELD["offer"]["answer_by"].astext, Date),
    "offered_to_name": _TO.scalar_subquery(),
}
CASE_RELATIONS = RelationColumns(
    alliance_id=CaseRow.alliance_id,
    unit_id=CaseRow.unit_id,
    school_id=CaseRow.school_id,
    pupil_id=CaseRow.pupil_id,
)
OFFER_RELATIONS = RelationColumns(alliance_id=CaseRow.alliance_id, unit_id=CaseRow.offered_to)
"""Whom a case is offered to sees it, as long as the offer is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """One case with the names that belong to it; a name is None until it is known.

    `decline_note` is None for who may not read it. `due_on` is the last day of what is next: the
    next action's, or that of the answer. `later` is what is to be done after the next action.
    The offer is one to another holder; its name is only known of a unit.
    """

    case_id: UUID
    alliance_id: UUID
    version: int
    state: str
    unit_id: UUID | None
    unit_name: str | None
    school_id: UUID | None
    school_name: str | None
    pupil_id: UUID
    given_name: str | None
    family_name: str | None
    birth_date: date | None
    support_request_id: UUID
    handover_id: UUID
    kind: str
    age_band: str
    submitted_on: date | None
    response_last_day: date | None
    answer_by: date
    withdrawal: str | None
    holder_kind: str | None
    holder_id: UUID | None
    holder_name: str | None
    next_action: str | None
    next_action_due_on: date | None
    accepted_at: datetime | None
    decline_reason: str | None
    decline_note: str | None
    outcome: str | None
    closed_at: datetime | None
    due_on: date
    later: list[dict[str, str]]
    offer_id: UUID | None
    offered_to: UUID | None
    offered_to_kind: str | None
    offer_answer_by: date | None
    offered_to_name: str | None

    @property
    def offer_to(self) -> Holder | None:
        """To whom it is offered now; None when it is not."""
        if self.offered_to is None or self.offered_to_kind is None:
            return None
        return Holder(HolderKind(self.offered_to_kind), self.offered_to)

    @property
    def is_file_closed(self) -> bool:
        """Whether it was closed: its file goes nowhere any more."""
        return self.state in FILE_CLOSED

    @property
    def planned_later(self) -> list[NextAction]:
        """What is to be done after the next action, the first to be due in front."""
        return [NextAction(a["kind"], date.fromisoformat(a["due_on"])) for a in self.later]

    @property
    def pupil_name(self) -> str | None:
        """The pupil's name, if it is known."""
        return None if self.given_name is None else f"{self.given_name} {self.family_name}".strip()


class CaseQueries:
    """Asks about the cases of one alliance, on behalf of an actor."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def case(self, id_: UUID, actor: Actor) -> CaseSummary:
        """Give one case; NotFound if there is none that the actor may see."""
        query = _cases().where(self._visible(actor), CaseRow.id == id_)
        row = (await self._session.execute(query)).one_or_none()
        if row is None:
            raise NotFound(await self._whose(id_))
        return _cut(CaseSummary(**row._mapping), actor)

    async def case_on_offer(self, offer_id: UUID, actor: Actor) -> CaseSummary:
        """Give the case that is on offer so; NotFound if there is none that the actor may see."""
        query = _cases().where(self._visible(actor), CaseRow.offer_id == offer_id)
        row = (await self._session.execute(query)).one_or_none()
        if row is None:
            raise NotFound
        return _cut(CaseSummary(**row._mapping), actor)

    async def cases(
        self,
        actor: Actor,
        *,
        state: CaseState | None,
        after: tuple[Any, ...] | None,
        limit: int,
    ) -> Sequence[CaseSummary]:
        """List cases by the last day of what is next, the most urgent first.

        `after` is the key (`due_on`, `case_id`) of the last one seen; gives one more than `limit`
        if there are more.
        """
        query = _cases().where(self._visible(actor))
        if state is not None:
            query = query.where(CaseRow.state == state.value)
        if after is not None:
            query = query.where(tuple_(DUE_ON, CaseRow.id) > _key(after))
        query = query.order_by(DUE_ON, CaseRow.id).limit(limit + 1)
        rows = await self._session.execute(query)
        return [_cut(CaseSummary(**row._mapping), actor) for row in rows]

    async def count_by_state(self, actor: Actor) -> Counter[str]:
        """Count the cases that the actor may see, by state."""
        query = select(CaseRow.state, func.count()).where(self._visible(actor))
        found = await self._session.execute(query.group_by(CaseRow.state))
        return Counter({row[0]: row[1] for row in found})

    async def arrangements_of(
        self, case: CaseSummary, actor: Actor
    ) -> Sequence[ArrangementSummary]:
        """List what was granted in a case that the actor may see, the latest start first."""
        query = (
            _labelled(ARRANGEMENT_COLUMNS)
            .select_from(ArrangementRow)
            .join(CaseRow, CaseRow.id == ArrangementRow.case_id)
            .where(self._visible(actor), ArrangementRow.alliance_id == self._alliance_id)
            .where(ArrangementRow.case_id == case.case_id)
            .order_by(ArrangementRow.starts_on.desc(), ArrangementRow.id)
        )
        found = [ArrangementSummary(**row._mapping) for row in await self._session.execute(query)]
        if may(actor, Action.READ_TEXT, case):
            return found
        return [replace(each, description=None, form_kept=None) for each in found]

    def _visible(self, actor: Actor) -> ColumnElement[bool]:
        mine = CaseRow.alliance_id == self._alliance_id
        theirs = permitted(POLICY, actor, Action.SEE, CASE_RELATIONS)
        asked = permitted(POLICY, actor, Action.ANSWER, OFFER_RELATIONS)
        seen = mine & (theirs | asked | (CaseRow.offered_to == actor.person_id))
        return seen if keeps_closed(actor) else seen & CaseRow.state.not_in(FILE_CLOSED)

    async def _whose(self, id_: UUID) -> UUID | None:
        query = select(CaseRow.pupil_id).where(
            CaseRow.id == id_, CaseRow.alliance_id == self._alliance_id
        )
        return await self._session.scalar(query)


def _cut(case: CaseSummary, actor: Actor) -> CaseSummary:
    """Leave out what the actor may not read of a case that it may see."""
    return case if may(actor, Action.READ_NOTE, case) else replace(case, decline_note=None)


def _cases() -> Select[*tuple[Any, ...]]:
    school_id = func.coalesce(CaseRow.school_id, PupilRow.school_id)
    request_id = CaseRow.support_request_id
    return (
        _labelled(CASE_COLUMNS)
        .select_from(CaseRow)
        .outerjoin(PupilRow, PupilRow.pupil_id == CaseRow.pupil_id)
        .outerjoin(SchoolRow, SchoolRow.school_id == school_id)
        .outerjoin(UnitRow, UnitRow.unit_id == CaseRow.unit_id)
        .outerjoin(RequestSummaryRow, RequestSummaryRow.support_request_id == request_id)
    )


def _labelled(columns: Mapping[str, SQLColumnExpression[Any]]) -> Select[*tuple[Any, ...]]:
    labels: list[Label[Any]] = [column.label(name) for name, column in columns.items()]
    return select().add_columns(*labels)


def _key(after: tuple[Any, ...]) -> tuple[date, UUID]:
    try:
        due_on, case_id = after
        return date.fromisoformat(due_on), UUID(case_id)
    except (ValueError, TypeError, AttributeError):
        raise InvalidInput(FieldError("cursor", "cursor.invalid")) from None
