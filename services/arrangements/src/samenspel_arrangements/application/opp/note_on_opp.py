"""Use cases: what the school did with a plan that counts, and disputes about it."""

from enum import StrEnum

from samenspel_arrangements.application.opp.begin_opp import opp_for
from samenspel_arrangements.application.opp.ports import OppUnitOfWork
from samenspel_arrangements.domain.opp.opp import Opp
from samenspel_arrangements.domain.opp.talks import Advice
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.term_rules import DISPUTE_ADVICE
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import CaseId


class Done(StrEnum):
    """What the school says that it did."""

    CHILD_TOLD = "child-told"
    BEGIN_RECORDED = "begin-recorded"
    END_RECORDED = "end-recorded"


async def note_done(
    case_id: CaseId, done: Done, *, actor: Actor, uow: OppUnitOfWork, clock: Clock
) -> Opp:
    """Strike off what was to be done; recording the end closes the plan."""
    _, opp = await opp_for(case_id, Action.WRITE_OPP, actor=actor, uow=uow)
    now = clock.now()
    match done:
        case Done.CHILD_TOLD:
            opp.tell_child(at=now)
        case Done.BEGIN_RECORDED:
            opp.record_begin(at=now)
        case Done.END_RECORDED:
            opp.record_end(at=now)
    uow.opps.save(opp)
    return opp


async def bring_dispute(case_id: CaseId, *, actor: Actor, uow: OppUnitOfWork, clock: Clock) -> Opp:
    """Note that it lies before the national committee; parents and school may both say so."""
    case, opp = await opp_for(case_id, Action.ANSWER_OPP, actor=actor, uow=uow)
    now = clock.now()
    term = await uow.terms.begin(DISPUTE_ADVICE, dutch_date(now), school_id=case.school_id)
    opp.bring_dispute(term, at=now)
    uow.opps.save(opp)
    return opp


async def end_dispute(
    case_id: CaseId, advice: Advice, *, actor: Actor, uow: OppUnitOfWork, clock: Clock
) -> Opp:
    """Note what the committee said."""
    _, opp = await opp_for(case_id, Action.WRITE_OPP, actor=actor, uow=uow)
    opp.end_dispute(advice, at=clock.now())
    uow.opps.save(opp)
    return opp
