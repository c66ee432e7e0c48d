"""Use case of the committee: decide on a TLV, and on an objection."""

from datetime import datetime

from samenspel_arrangements.application.tlvs import steps
from samenspel_arrangements.application.tlvs.apply import tlv_for
from samenspel_arrangements.application.tlvs.ports import TlvRules, TlvUnitOfWork
from samenspel_arrangements.application.tlvs.stand_still import (
    again,
    begin_step,
    run_until_decision,
)
from samenspel_arrangements.domain import term_rules as rules
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.tlv.criteria import cited
from samenspel_arrangements.domain.tlv.decision import Motivation
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.standing import Suspended
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_arrangements.domain.tlv.validity import Validity
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.term import Term


async def decide_tlv(
    tlv_id: TlvId,
    step: steps.Deciding,
    *,
    actor: Actor,
    uow: TlvUnitOfWork,
    clock: Clock,
    data: TlvRules,
) -> Tlv:
    """Decide; a grant gets its number here."""
    tlv = await tlv_for(tlv_id, Action.DECIDE_TLV, actor=actor, uow=uow)
    now = clock.now()
    today = dutch_date(now)
    announce = await uow.terms.begin(rules.TLV_ANNOUNCE, today)
    match step:
        case steps.GrantTlv():
            await _grant(tlv, step, actor, uow, now, data, announce)
        case steps.IntendRefusal(grounds=grounds):
            hear = await begin_step(rules.TLV_HEARING, today, tlv, uow.terms)
            tlv.intend_refusal(grounds, hear=hear, at=now)
        case steps.RefuseTlv(motivation=words, criteria=codes):
            await run_until_decision(tlv, uow.terms, now)
            motivation = Motivation(words=words, criteria=cited(codes, data.criteria, today))
            tlv.refuse(motivation, by=actor.person_id, announce=announce, at=now)
        case steps.LeaveUnprocessed():
            await _leave_unprocessed(tlv, uow, actor, now, announce)
        case steps.AnswerObjection():
            tlv.answer_objection(
                step.objection_id,
                step.outcome,
                step.words,
                by=actor.person_id,
                decide=await uow.terms.begin(rules.TLV_DECISION, today),
                check=await uow.terms.begin(rules.TLV_CHECK, today),
                at=now,
            )
    tlv.goes_on(by=actor, at=now)
    uow.tlvs.save(tlv)
    return tlv


async def _leave_unprocessed(
    tlv: Tlv, uow: TlvUnitOfWork, actor: Actor, now: datetime, announce: Term
) -> None:
    today = dutch_date(now)
    if not isinstance(tlv.standing, Suspended):
        raise RuleViolation("tlv.not-now")
    tlv.leave_unprocessed(
        decide=await again(tlv.standing.decide, tlv.suspensions_on(today), uow.terms),
        by=actor.person_id,
        announce=announce,
        at=now,
    )


async def _grant(
    tlv: Tlv,
    step: steps.GrantTlv,
    actor: Actor,
    uow: TlvUnitOfWork,
    now: datetime,
    data: TlvRules,
    announce: Term,
) -> None:
    today = dutch_date(now)
    await run_until_decision(tlv, uow.terms, now)
    motivation = Motivation(
        words=step.motivation, criteria=cited(step.criteria, data.criteria, today)
    )
    number = await uow.tlv_numbers.next(tlv.id, year=today.year)
    tlv.grant(
        number,
        step.kind,
        Validity(step.starts_on, step.ends_on),
        motivation,
        by=actor.person_id,
        announce=announce,
        at=now,
    )
