"""Answers of the API: cases and arrangements, without names of pupils and without notes."""

from dataclasses import asdict
from datetime import date
from typing import Any, Self
from uuid import UUID

from samenspel_arrangements.domain.arrangement import Arrangement, ArrangementKind
from samenspel_arrangements.domain.case import Case, CaseState, Declined, DeclineReason
from samenspel_arrangements.domain.case_stages import Aftercare, Closed, Held
from samenspel_arrangements.domain.closing.closable import outcome_of
from samenspel_arrangements.domain.help.forms import FreeForm, HelpForm, Observation, Setting
from samenspel_arrangements.persistence.arrangement_lines import ArrangementSummary
from samenspel_arrangements.persistence.queries import CaseSummary
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.responsibility import Offer
from samenspel_platform.bodies import UtcDateTime, View


class HolderView(View):
    """Who holds the case; the name is empty of a desk, and where nobody told it yet."""

    kind: HolderKind
    id: UUID
    name: str


class NextActionView(View):
    """What is next, and the last day for it."""

    kind: str
    due_on: date


class CaseHandoverView(View):
    """An open offer to another holder, and the last day on which it is answered in time."""

    id: UUID
    to_kind: HolderKind
    to_id: UUID
    answer_by: date


class CaseView(View):
    """A case; holder and next action are there exactly while it is opened or in aftercare.

    `later_actions` are to be done after the next action; `handover` is an offer to another holder.
    """

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
    later_actions: list[NextActionView]
    handover: CaseHandoverView | None
    outcome: str | None
    closed_at: UtcDateTime | None

    @classmethod
    def of(cls, case: Case) -> Self:
        """Show a case as a command left it."""
        opened = case.stage if isinstance(case.stage, Held) else None
        ended = case.stage if isinstance(case.stage, Aftercare | Closed) else None
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
            holder=_holder(opened.holder.kind, opened.holder.id, opened.holder_name)
            if opened
            else None,
            next_action=_action(opened.next_action.kind, opened.next_action.due_on)
            if opened
            else None,
            accepted_at=opened.accepted_at if opened else None,
            later_actions=[
                NextActionView(kind=a.kind, due_on=a.due_on) for a in opened.responsibility.later
            ]
            if opened
            else [],
            handover=_handover(opened.responsibility.offer) if opened else None,
            outcome=outcome_of(ended.closing) if ended else None,
            closed_at=ended.closed_at if ended else None,
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
            holder=_holder(
                HolderKind(case.holder_kind or HolderKind.PERSON), case.holder_id, case.holder_name
            ),
            next_action=_action(case.next_action, case.next_action_due_on),
            accepted_at=case.accepted_at,
            later_actions=[
                NextActionView(kind=a.kind, due_on=a.due_on) for a in case.planned_later
            ],
            handover=_offered(case),
            outcome=case.outcome,
            closed_at=case.closed_at,
        )


class SettingView(View):
    """Who gives education and care, when a child can begin and go back, and the day of return.

    `prepareBy` is the day by which the return is looked at together.
    """

    education_by: str
    care_by: str
    entry_when: str
    exit_when: str
    return_on: date
    prepare_by: date | None


class ObservationView(View):
    """Where a child is observed, and why that can't be at its own school."""

    observed_at: str
    why_elsewhere: str


class ArrangementView(View):
    """Granted help: what, from when, until when, evaluated when.

    `description` is absent for who may not read it, and so is what the kind needs.
    """

    id: UUID
    case_id: UUID
    kind: ArrangementKind
    description: str | None
    starts_on: date
    planned_end_on: date
    evaluation_on: date
    granted_at: UtcDateTime
    status: str
    setting: SettingView | None = None
    observation: ObservationView | None = None
    why_other_form: str | None = None

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
            status=granted.course.status,
            **_of_kind(granted.form),
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
            status=found.status,
            **_of_kind(found.form),
        )


class ArrangementsView(View):
    """All help granted in one case, the latest start first."""

    items: list[ArrangementView]


def _of_kind(form: HelpForm | None) -> dict[str, Any]:
    match form:
        case Setting():
            return {"setting": SettingView(**asdict(form))}
        case Observation():
            return {"observation": ObservationView(**asdict(form))}
        case FreeForm():
            return {"why_other_form": form.why_other}
        case None:
            return {}


def _holder(kind: HolderKind, id_: UUID | None, name: str | None) -> HolderView | None:
    return HolderView(kind=kind, id=id_, name=name or "") if id_ else None


def _handover(offer: Offer | None) -> CaseHandoverView | None:
    if offer is None or not isinstance(offer.to, Holder):
        return None
    return CaseHandoverView(
        id=offer.id, to_kind=offer.to.kind, to_id=offer.to.id, answer_by=offer.answer_by
    )


def _offered(case: CaseSummary) -> CaseHandoverView | None:
    to, answer_by = case.offer_to, case.offer_answer_by
    if case.offer_id is None or to is None or answer_by is None:
        return None
    return CaseHandoverView(id=case.offer_id, to_kind=to.kind, to_id=to.id, answer_by=answer_by)


def _action(kind: str | None, due_on: date | None) -> NextActionView | None:
    return NextActionView(kind=kind, due_on=due_on) if kind and due_on else None
