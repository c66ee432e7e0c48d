"""Use cases: a plan comes in force, is looked back at, changes, and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.opp.begin_opp import opp_for
from samenspel_arrangements.application.opp.hear_in_voice import hearing_for_evaluation
from samenspel_arrangements.application.opp.ports import OppUnitOfWork
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.opp.consent import ParentId
from samenspel_arrangements.domain.opp.hearing import Hearing
from samenspel_arrangements.domain.opp.opp import AfterTerms, Opp
from samenspel_arrangements.domain.opp.standing import EndReason, Evaluation, EvaluationOutcome
from samenspel_arrangements.domain.opp.talks import Talk
from samenspel_arrangements.domain.perspective.findings import SaidOfGoal, findings_of, goals_of
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.term_rules import (
    OPP_ESTABLISH,
    OPP_EVALUATE,
    OPP_RECORD,
    OPP_TELL_CHILD,
)
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import CaseId

WRITE = Action.WRITE_OPP


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """How school, parents and child look back; `reason` is there when it stops.

    Without `hearing` what the child said at a moment of its own counts. `said` is of the goals of
    the shared perspective.
    """

    case_id: CaseId
    on: date
    talk: Talk
    outcome: EvaluationOutcome
    note: str
    hearing: Hearing | None = None
    reason: EndReason | None = None
    said: Sequence[SaidOfGoal] = ()


async def establish_opp(case_id: CaseId, *, actor: Actor, uow: OppUnitOfWork, clock: Clock) -> Opp:
    """Let what was written count from today."""
    case, opp = await opp_for(case_id, WRITE, actor=actor, uow=uow)
    now = clock.now()
    parents = await uow.parents.deciding_for(case.pupil_id)
    opp.establish(
        by=actor.person_id,
        parents={ParentId(parent.contact_id) for parent in parents},
        after=await _after(case, dutch_date(now), uow),
        at=now,
    )
    uow.opps.save(opp)
    return opp


async def look_back(command: LookBack, *, actor: Actor, uow: OppUnitOfWork, clock: Clock) -> Opp:
    """Evaluate it, and go on, adjust it or stop."""
    case, opp = await opp_for(command.case_id, WRITE, actor=actor, uow=uow)
    now = clock.now()
    today = dutch_date(now)
    hearing = await hearing_for_evaluation(opp, command.hearing, uow.voices, at=now)
    perspective = await uow.perspectives.of_case(case.id)
    evaluation = Evaluation(
        on=command.on,
        talk=command.talk,
        hearing=hearing,
        outcome=command.outcome,
        note=command.note,
        findings=findings_of(command.said, goals_of(perspective)),
        by_name=actor.name,
    )
    opp.evaluate(
        evaluation,
        after=await _after(case, today, uow),
        adjust=await uow.terms.begin(OPP_ESTABLISH, today, school_id=case.school_id),
        reason=command.reason,
        at=now,
    )
    uow.opps.save(opp)
    return opp


async def adjust_opp(case_id: CaseId, *, actor: Actor, uow: OppUnitOfWork, clock: Clock) -> Opp:
    """Begin another version; the one that counts goes on counting meanwhile."""
    case, opp = await opp_for(case_id, WRITE, actor=actor, uow=uow)
    now = clock.now()
    term = await uow.terms.begin(OPP_ESTABLISH, dutch_date(now), school_id=case.school_id)
    opp.adjust(term, at=now)
    uow.opps.save(opp)
    return opp


async def stop_opp(
    case_id: CaseId, reason: EndReason, *, actor: Actor, uow: OppUnitOfWork, clock: Clock
) -> Opp:
    """End it; the school still records that in the national register."""
    case, opp = await opp_for(case_id, WRITE, actor=actor, uow=uow)
    now = clock.now()
    record = await uow.terms.begin(OPP_RECORD, dutch_date(now), school_id=case.school_id)
    opp.stop(reason, record=record, at=now)
    uow.opps.save(opp)
    return opp


async def _after(case: Case, today: date, uow: OppUnitOfWork) -> AfterTerms:
    school_id = case.school_id
    return AfterTerms(
        evaluate=await uow.terms.begin(OPP_EVALUATE, today, school_id=school_id),
        tell_child=await uow.terms.begin(OPP_TELL_CHILD, today, school_id=school_id),
        record=await uow.terms.begin(OPP_RECORD, today, school_id=school_id),
    )
