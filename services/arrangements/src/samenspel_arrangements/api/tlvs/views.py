"""Answers about TLVs, without names of pupils; what one may not read is absent."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import Field

from samenspel_arrangements.api.holder_views import ItemHandoverView, ItemHolderView
from samenspel_arrangements.api.tlvs.stage_views import StageView, StandStillView
from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.domain.tlv.advice import ExpertAdvice
from samenspel_arrangements.domain.tlv.application import ApplicantKind, Application, Missing
from samenspel_arrangements.domain.tlv.decision import (
    AnyDecision,
    ForeignGrant,
    Grant,
    NoDecision,
    Refusal,
)
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.moves import DecidedBy
from samenspel_arrangements.domain.tlv.objection import (
    Answered,
    Objection,
    ObjectionOutcome,
    Objector,
)
from samenspel_arrangements.domain.tlv.penalty import DefaultNotice, LateThing
from samenspel_arrangements.domain.tlv.professions import Profession, Slot
from samenspel_arrangements.domain.tlv.shown import advices_for, decision_for
from samenspel_arrangements.domain.tlv.stand_still import days_of
from samenspel_arrangements.domain.tlv.standing import Declined, Granted
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_arrangements.persistence.tlvs.queries import TlvLine
from samenspel_kernel.actor import Actor
from samenspel_platform.bodies import View


class TlvActionView(View):
    """What is to be done, and the last day for it."""

    kind: str
    due_on: date


class TlvTermView(View):
    """A term that runs."""

    rule: str
    starts_on: date
    last_day: date


class TlvLineView(View):
    """One TLV in a list."""

    id: UUID
    reference: str
    status: str
    kind: TlvKind
    number: str | None
    starts_on: date | None
    ends_on: date | None
    received_on: date
    pupil_id: UUID
    school_id: UUID | None
    unit_id: UUID | None
    case_id: UUID | None
    next_action: TlvActionView | None

    @classmethod
    def of(cls, line: TlvLine) -> Self:
        """Show a line; a number only once the decision was made known."""
        known = line.status != "decided"
        due = line.next_action_due_on
        return cls(
            id=line.id,
            reference=line.reference,
            status=line.status,
            kind=TlvKind(line.kind),
            number=line.number if known else None,
            starts_on=line.starts_on if known else None,
            ends_on=line.ends_on if known else None,
            received_on=line.received_on,
            pupil_id=line.pupil_id,
            school_id=line.school_id,
            unit_id=line.unit_id,
            case_id=line.case_id,
            next_action=TlvActionView(kind=line.next_action_kind, due_on=due)
            if line.next_action_kind and due
            else None,
        )


class AdviceView(View):
    """One expert's own advice; no verdict: no admission."""

    slot: Slot
    expert: str
    profession: Profession
    verdict: TlvKind | None
    text: str
    given_on: date

    @classmethod
    def of(cls, advice: ExpertAdvice) -> Self:
        """Show it."""
        return cls(
            slot=advice.expert.slot,
            expert=advice.expert.name,
            profession=advice.expert.profession,
            verdict=advice.verdict,
            text=advice.text,
            given_on=advice.given_on,
        )


class CriterionView(View):
    """A criterion that a decision cites."""

    code: str
    version: int


class DecisionView(View):
    """What was decided; the reasons are absent for who may not read them."""

    outcome: str
    kind: TlvKind | None = None
    number: str | None = None
    issuer: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    decided_on: date | None = None
    motivation: str | None = None
    criteria: list[CriterionView] = []

    @classmethod
    def of(cls, decision: AnyDecision, *, with_reasons: bool) -> Self | None:
        """Show it; None when there is none."""
        if isinstance(decision, NoDecision):
            return None
        if isinstance(decision, ForeignGrant):
            return cls(
                outcome="granted",
                kind=decision.kind,
                number=decision.number,
                issuer=decision.alliance,
                starts_on=decision.validity.starts_on,
                ends_on=decision.validity.ends_on,
            )
        granted = decision if isinstance(decision, Grant) else None
        reasons = decision.motivation if isinstance(decision, Grant | Refusal) else None
        cited = reasons.criteria if reasons else ()
        return cls(
            outcome=decision.outcome,
            kind=granted.kind if granted else None,
            number=granted.number if granted else None,
            starts_on=granted.validity.starts_on if granted else None,
            ends_on=granted.validity.ends_on if granted else None,
            decided_on=decision.decided_on,
            motivation=reasons.words if reasons and with_reasons else None,
            criteria=[CriterionView(code=c.code, version=c.version) for c in cited],
        )


class ObjectionView(View):
    """An objection, and what became of it."""

    id: UUID
    objector: Objector
    received_on: date
    was_late: bool
    status: str
    outcome: ObjectionOutcome | None

    @classmethod
    def of(cls, objection: Objection) -> Self:
        """Show it."""
        now = objection.standing
        return cls(
            id=objection.id,
            objector=objection.objector,
            received_on=objection.received_on,
            was_late=objection.was_late,
            status=now.status,
            outcome=now.outcome if isinstance(now, Answered) else None,
        )


class DefaultNoticeView(View):
    """Somebody said that we are late, and what it costs so far, in euro cents."""

    received_on: date
    about: LateThing
    last_day: date
    cents_due: int

    @classmethod
    def of(cls, notice: DefaultNotice, today: date) -> Self:
        """Show it."""
        return cls(
            received_on=notice.received_on,
            about=notice.about,
            last_day=notice.decide.last_day,
            cents_due=notice.cents_due(today),
        )


class ApplicationView(View):
    """What the school asked."""

    applicant: ApplicantKind
    kind: TlvKind
    reason: str
    signed_on: date | None
    talked_on: list[date]
    receiving_school: str | None
    missing: list[Missing]

    @classmethod
    def of(cls, asked: Application) -> Self:
        """Show it."""
        return cls(
            applicant=asked.applicant,
            kind=asked.kind,
            reason=asked.reason,
            signed_on=asked.signed_on,
            talked_on=[talk.held_on for talk in asked.talks],
            receiving_school=asked.receiving.school if asked.receiving else None,
            missing=list(asked.missing()),
        )


class TlvView(View):
    """A TLV; `application` is absent for who may not read it. `decidedBy`: whose alliance decides."""

    id: UUID
    status: str
    received_on: date
    pupil_id: UUID
    school_id: UUID | None
    case_id: UUID | None
    application: ApplicationView | None
    holder: ItemHolderView | None
    handover: ItemHandoverView | None
    actions: list[TlvActionView]
    terms: list[TlvTermView]
    days_suspended: int
    stand_stills: list[StandStillView]
    stages: list[StageView]
    advices: list[AdviceView]
    decision: DecisionView | None
    decided_by: DecidedBy
    decided_elsewhere: str | None = Field(
        description="The number of the alliance that decides since the child left; absent if none."
    )
    object_by: date | None
    objections: list[ObjectionView]
    default_notices: list[DefaultNoticeView]

    @classmethod
    def of(cls, tlv: Tlv, actor: Actor, today: date) -> Self:
        """Show what an actor may read of it."""
        held, reads = tlv.responsibility, may(actor, Action.READ_TLV, tlv)
        decision = decision_for(tlv, actor)
        now = tlv.standing
        object_by = now.object_by if isinstance(now, Granted | Declined) else None
        return cls(
            id=tlv.id,
            status=now.status,
            received_on=tlv.received_on,
            pupil_id=tlv.pupil_id,
            school_id=tlv.school_id,
            case_id=tlv.case_id,
            application=ApplicationView.of(tlv.application) if reads and tlv.application else None,
            holder=ItemHolderView.of(tlv),
            handover=ItemHandoverView.of(tlv),
            actions=[TlvActionView(kind=a.kind, due_on=a.due_on) for a in held.actions]
            if held
            else [],
            terms=[
                TlvTermView(rule=t.rule, starts_on=t.starts_on, last_day=t.last_day)
                for t in tlv.running()
            ],
            days_suspended=days_of(tlv.suspensions, today),
            stand_stills=[StandStillView.of(s) for s in tlv.suspensions if s.pause.days],
            stages=[StageView.of(each) for each in tlv.days_by_stage(today)],
            advices=[AdviceView.of(each) for each in advices_for(tlv, actor)],
            decision=DecisionView.of(decision, with_reasons=reads),
            decided_by=tlv.decided_by,
            decided_elsewhere=tlv.moves.elsewhere,
            object_by=object_by.last_day if object_by else None,
            objections=[ObjectionView.of(each) for each in tlv.objections],
            default_notices=[DefaultNoticeView.of(each, today) for each in tlv.notices],
        )
