"""Answers of the API: cases and arrangements, without names of pupils and without notes."""

from datetime import date
from typing import Self
from uuid import UUID

from samenspel_arrangements.domain.arrangement import Arrangement, ArrangementKind
from samenspel_arrangements.domain.case import Case, CaseState, Declined, DeclineReason, Opened
from samenspel_arrangements.persistence.queries import ArrangementSummary, CaseSummary
from samenspel_kernel.accountability import HolderKind
from samenspel_platform.bodies import UtcDateTime, View


class HolderView(View):
    """Who holds the case."""

    kind: HolderKind
    id: UUID
    name: str


class NextActionView(View):
    """What is next, and the last day for it."""

    kind: str
    due_on: date


class CaseView(View):
    """A case; holder and next action are there exactly while it is opened."""

    id: UUID
    state: CaseState
    kind: str
    age_band: str
    unit_id: UUID | None
    school_id: UUID | None
    pupil_id: UUID
    support_request_id: UUID
    handover_id: UUID
    answer_by: date
    withdrawal_reason: str | None
    decline_reason: DeclineReason | None
    holder: HolderView | None
    next_action: NextActionView | None
    accepted_at: UtcDateTime | None

    @classmethod
    def of(cls, case: Case) -> Self:
        """Show a case as a command left it."""
        opened = case.stage if isinstance(case.stage, Opened) else None
        return cls(
            id=case.id,
            state=case.state,
            kind=case.kind,
            age_band=case.age_band,
            unit_id=case.unit_id,
            school_id=case.school_id,
            pupil_id=case.pupil_id,
            support_request_id=case.support_request_id,
            handover_id=case.handover_id,
            answer_by=case.answer_by,
            withdrawal_reason=case.withdrawal,
            decline_reason=case.stage.reason if isinstance(case.stage, Declined) else None,
            holder=_holder(opened.holder.id, opened.holder_name) if opened else None,
            next_action=_action(opened.next_action.kind, opened.next_action.due_on)
            if opened
            else None,
            accepted_at=opened.accepted_at if opened else None,
        )

    @classmethod
    def of_summary(cls, case: CaseSummary) -> Self:
        """Show a case as a query found it."""
        return cls(
            id=case.case_id,
            state=CaseState(case.state),
            kind=case.kind,
            age_band=case.age_band,
            unit_id=case.unit_id,
            school_id=case.school_id,
            pupil_id=case.pupil_id,
            support_request_id=case.support_request_id,
            handover_id=case.handover_id,
            answer_by=case.answer_by,
            withdrawal_reason=case.withdrawal,
            decline_reason=DeclineReason(case.decline_reason) if case.decline_reason else None,
            holder=_holder(case.holder_id, case.holder_name),
            next_action=_action(case.next_action, case.next_action_due_on),
            accepted_at=case.accepted_at,
        )


class ArrangementView(View):
    """Granted help: what, from when, until when, evaluated when.

    `description` is absent for who may not read it.
    """

    id: UUID
    case_id: UUID
    kind: ArrangementKind
    description: str | None
    starts_on: date
    planned_end_on: date
    evaluation_on: date
    granted_at: UtcDateTime

    @classmethod
    def of(cls, granted: Arrangement) -> Self:
        """Show what was just granted."""
        return cls(
            id=granted.id,
            case_id=granted.case_id,
            kind=granted.kind,
            description=granted.description,
            starts_on=granted.period.starts_on,
            planned_end_on=granted.period.planned_end_on,
            evaluation_on=granted.period.evaluation_on,
            granted_at=granted.granted_at,
        )

    @classmethod
    def of_summary(cls, found: ArrangementSummary) -> Self:
        """Show an arrangement as a query found it."""
        return cls(
            id=found.arrangement_id,
            case_id=found.case_id,
            kind=ArrangementKind(found.kind),
            description=found.description,
            starts_on=found.starts_on,
            planned_end_on=found.planned_end_on,
            evaluation_on=found.evaluation_on,
            granted_at=found.granted_at,
        )


class ArrangementsView(View):
    """All help granted in one case, the latest start first."""

    items: list[ArrangementView]


def _holder(id_: UUID | None, name: str | None) -> HolderView | None:
    return HolderView(kind=HolderKind.PERSON, id=id_, name=name or "") if id_ else None


def _action(kind: str | None, due_on: date | None) -> NextActionView | None:
    return NextActionView(kind=kind, due_on=due_on) if kind and due_on else None
