"""Use case of the committee's office: the steps of handling a TLV."""

from datetime import date, datetime

from samenspel_arrangements.application.hand_over_item import HandOver, Hands, hand_on
from samenspel_arrangements.application.tlvs import steps
from samenspel_arrangements.application.tlvs.apply import tlv_for
from samenspel_arrangements.application.tlvs.ports import Terms, TlvRules, TlvUnitOfWork
from samenspel_arrangements.application.tlvs.stand_still import begin_step, run_on, stand_still
from samenspel_arrangements.application.tlvs.tell_family import tell_decision
from samenspel_arrangements.domain import term_rules as rules
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.tlv.advice import Expert
from samenspel_arrangements.domain.tlv.decided import Ahead
from samenspel_arrangements.domain.tlv.decision import Grant, Hearing
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.professions import professions_on
from samenspel_arrangements.domain.tlv.standing import Decided, NextStep, Succeeded
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.errors import FieldError, InvalidInput


async def handle_tlv(
    tlv_id: TlvId,
    step: steps.Handling,
    *,
    actor: Actor,
    uow: TlvUnitOfWork,
    clock: Clock,
    data: TlvRules,
) -> Tlv:
    """Take a step."""
    tlv = await tlv_for(tlv_id, Action.HANDLE_TLV, actor=actor, uow=uow)
    now = clock.now()
    match step:
        case steps.AskExpert() | steps.AskHelper():
            await _ask_expert(tlv, step, uow, now, data)
        case steps.Announce():
            await _announce(tlv, actor, uow, now)
        case HandOver() | Hands():
            right = Action.HANDLE_TLV
            await hand_on(tlv, step, right=right, actor=actor, uow=uow, now=now)
        case steps.StandStill():
            await stand_still(tlv, step, uow, now)
        case steps.RunOn():
            await run_on(tlv, uow, now)
        case steps.NoteMove() | steps.SettleMove() | steps.NoSchoolYet():
            await _move(tlv, step, uow.terms, now)
        case steps.AskLbt() | steps.NoteLbtAdvice() | steps.Adjourn():
            await _go_on_with_objection(tlv, step, uow.terms, now)
        case steps.ConfirmPlace() | steps.SendLetter() | steps.Succeed() | steps.Hear():
            _note(tlv, step, now)
        case _:
            await _examine(tlv, step, uow.terms, now)
    if not isinstance(step, HandOver | Hands):
        tlv.goes_on(by=actor, at=now)
    uow.tlvs.save(tlv)
    return tlv


async def ahead_of(starts_on: date, ends_on: date, terms: Terms, *, needs_place: bool) -> Ahead:
    """Compute what lies ahead of a TLV that counts to a day."""
    wave = await terms.begin(rules.TLV_WAVE, ends_on)
    return Ahead(
        place=await terms.begin(rules.TLV_PLACE, starts_on) if needs_place else None,
        wave_on=wave.last_day + ONE_DAY,
        letter=await terms.begin(rules.TLV_LETTER, ends_on),
        successor=await terms.begin(rules.TLV_SUCCESSOR, ends_on),
    )


async def _examine(
    tlv: Tlv,
    step: steps.Complete | steps.Suspend | steps.Forward | steps.SetAdviceAside | steps.HoldMdo,
    terms: Terms,
    now: datetime,
) -> None:
    today = dutch_date(now)
    match step:
        case steps.Complete():
            tlv.complete(advise=await terms.begin(rules.TLV_ADVICE, today), at=now)
        case steps.Suspend(words=words):
            tlv.suspend(words, supply=await terms.begin(rules.TLV_SUPPLY, today), at=now)
        case steps.Forward(alliance=alliance):
            tlv.forward(alliance, at=now)
        case steps.SetAdviceAside(slot=slot, reason=reason):
            advise = await begin_step(rules.TLV_ADVICE, today, tlv, terms)
            tlv.set_advice_aside(slot, reason, advise=advise, at=now)
        case steps.HoldMdo(held_on=held_on):
            tlv.hold_mdo(held_on, at=now)


def _note(
    tlv: Tlv,
    step: steps.ConfirmPlace | steps.SendLetter | steps.Succeed | steps.Hear,
    now: datetime,
) -> None:
    match step:
        case steps.ConfirmPlace():
            tlv.confirm_place(at=now)
        case steps.SendLetter():
            tlv.send_letter(at=now)
        case steps.Succeed():
            how = Succeeded(step=step.next_step, from_day=step.from_day, tlv_id=step.tlv_id)
            tlv.succeed(how, at=now)
        case steps.Hear():
            tlv.hear(Hearing(step.party, step.held_on, step.words), at=now)


async def _move(
    tlv: Tlv,
    step: steps.NoteMove | steps.SettleMove | steps.NoSchoolYet,
    terms: Terms,
    now: datetime,
) -> None:
    match step:
        case steps.NoteMove():
            tlv.note_move_away(settle=await terms.begin(rules.TLV_MOVE, dutch_date(now)), at=now)
        case steps.NoSchoolYet():
            tlv.no_school_yet(settle=await terms.begin(rules.TLV_MOVE, dutch_date(now)), at=now)
        case steps.SettleMove(is_here=True):
            tlv.stays_ours(at=now)
        case steps.SettleMove(alliance=alliance):
            tlv.goes_elsewhere(alliance, at=now)


async def _ask_expert(
    tlv: Tlv,
    step: steps.AskExpert | steps.AskHelper,
    uow: TlvUnitOfWork,
    now: datetime,
    data: TlvRules,
) -> None:
    today = dutch_date(now)
    rule = professions_on(data.professions, today)
    if isinstance(step, steps.AskHelper):
        profile = await uow.profiles.of(step.person_id)
        if profile is None:
            raise InvalidInput(FieldError("person_id", "input.choice"))
        expert = profile.as_expert(step.slot, rule, asked_on=today)
    else:
        expert = Expert(
            slot=step.slot,
            person_id=step.person_id,
            name=step.name,
            profession=step.profession,
            employment=step.employment,
            asked_on=today,
        )
    works_at = await uow.employers.schools_of(step.person_id)
    tlv.ask_expert(expert, rule, works_at=works_at, at=now)


async def _announce(tlv: Tlv, actor: Actor, uow: TlvUnitOfWork, now: datetime) -> None:
    today, ahead = dutch_date(now), None
    decision = tlv.standing.decision if isinstance(tlv.standing, Decided) else None
    if isinstance(decision, Grant):
        ahead = await ahead_of(today, decision.validity.ends_on, uow.terms, needs_place=True)
    object_by = await uow.terms.begin(rules.TLV_OBJECTION, today)
    tlv.announce(object_by=object_by, ahead=ahead, at=now)
    await tell_decision(tlv, uow=uow, at=now)
    renewed = tlv.asked.renews
    if isinstance(decision, Grant) and renewed is not None:
        before = await tlv_for(renewed, Action.HANDLE_TLV, actor=actor, uow=uow)
        how = Succeeded(step=NextStep.RENEWED, from_day=decision.validity.starts_on, tlv_id=tlv.id)
        before.succeed(how, at=now)
        uow.tlvs.save(before)


async def _go_on_with_objection(
    tlv: Tlv,
    step: steps.AskLbt | steps.NoteLbtAdvice | steps.Adjourn,
    terms: Terms,
    now: datetime,
) -> None:
    match step:
        case steps.AskLbt():
            over = tlv.objection_clock_of(step.objection_id).starts_on
            decide = await terms.begin(rules.OBJECTION_DECISION_COMMITTEE, over)
            tlv.ask_lbt(step.objection_id, has_defence=step.has_defence, decide=decide, at=now)
        case steps.NoteLbtAdvice():
            tlv.lbt_advised(step.objection_id, on=step.advised_on, upholds=step.upholds, at=now)
        case steps.Adjourn():
            before = tlv.objection_clock_of(step.objection_id)
            decide = await terms.begin(rules.OBJECTION_ADJOURNMENT, before.last_day)
            tlv.adjourn_objection(step.objection_id, decide=decide, at=now)
