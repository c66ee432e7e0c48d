"""Use case: a school answers a registration; each step is one of the clock of its duty."""

from samenspel_intake.application.registrations.answering import Answering
from samenspel_intake.application.registrations.duty_terms import (
    FOLLOW_UP,
    clock_start,
    duty_terms,
)
from samenspel_intake.application.registrations.ports import RegistrationUnitOfWork
from samenspel_intake.application.registrations.steps import (
    Admit,
    Ask,
    Confirm,
    Declare,
    Defer,
    Extend,
    HaveNoPlace,
    Place,
    Refuse,
    Resume,
    Step,
)
from samenspel_intake.domain.ids import RegistrationId
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.registration.duty_clock import (
    Asked,
    ClockStart,
    Deferral,
    DutyTerms,
)
from samenspel_intake.domain.registration.ending import Ground, Refusal
from samenspel_intake.domain.registration.registration import Registration
from samenspel_intake.domain.registration.standing import AtDesk
from samenspel_intake.domain.registration.texts import wrong_texts
from samenspel_intake.domain.term_rules import DATA_COMPLETION
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.term import Term


async def take_step(
    id_: RegistrationId,
    step: Step,
    *,
    actor: Actor,
    uow: RegistrationUnitOfWork,
    clock: Clock,
) -> Registration:
    """Take it; InvalidInput or RuleViolation when the law or the clock says otherwise."""
    registration = await uow.registrations.get(id_)
    require(actor, Deed.ANSWER_REGISTRATION, Subject.of(registration))
    if isinstance(registration.standing, AtDesk):
        raise RuleViolation("registration.no-school")
    answering = Answering(registration, actor, uow, clock.now())
    if isinstance(step, Admit | Declare | HaveNoPlace | Refuse):
        await _decide(step, answering)
    else:
        await _go_on(step, answering)
    uow.registrations.save(registration)
    return registration


async def _go_on(step: Confirm | Ask | Extend | Defer | Resume | Place, a: Answering) -> None:
    """Take a step after which the school still considers the child."""
    match step:
        case Confirm():
            a.registration.confirm_receipt(terms=await _terms_of_confirmation(a), at=a.now)
        case Ask(words=words):
            _refuse_wrong(words=words)
            supply = await a.uow.terms.begin(DATA_COMPLETION, a.today)
            a.registration.ask(Asked(supply, words.strip()), at=a.now)
        case Extend(until=until, reason=reason):
            _refuse_wrong(reason=reason)
            a.registration.extend(until, reason=reason.strip(), at=a.now)
        case Defer():
            await _defer(step, a)
        case Resume():
            a.registration.resume(await _terms_from_today(a), at=a.now)
        case Place(from_day=from_day):
            a.registration.place_temporarily(from_day, at=a.now)


async def _decide(step: Admit | Declare | HaveNoPlace | Refuse, a: Answering) -> None:
    """Take a step with which the duty of this school ends."""
    match step:
        case Admit(from_day=from_day):
            a.registration.admit(from_day, at=a.now)
        case Declare():
            a.registration.declared_elsewhere(await a.declaration(step), at=a.now)
        case HaveNoPlace():
            a.registration.has_no_place(at=a.now)
        case Refuse():
            await _refuse(step, a)


async def _defer(step: Defer, a: Answering) -> None:
    wished = a.registration.filing.wished_start
    latest = (await a.uow.terms.begin(FOLLOW_UP, wished)).last_day if wished else None
    rule = await a.uow.terms.in_force(FOLLOW_UP, a.today)
    follow_up = Term(rule.key, rule.version, a.today, step.follow_up)
    deferral = Deferral(follow_up, await a.keep(step.paper))
    a.registration.defer(deferral, latest=latest, at=a.now)


async def _refuse(step: Refuse, a: Answering) -> None:
    _refuse_wrong(reason=step.reason)
    asked = a.registration.asked
    lacks = step.ground is Ground.INFORMATION_NOT_SUPPLIED
    refusal = Refusal(
        ground=step.ground,
        reason=step.reason.strip(),
        document_id=await a.keep(step.paper),
        supply=asked.supply if lacks and asked is not None else None,
    )
    a.registration.refuse(refusal, desk=a.desk, find=await a.find(), at=a.now)


async def _terms_of_confirmation(a: Answering) -> DutyTerms | None:
    """Give the terms anew where the weeks count from the confirmation by rule."""
    received_on = a.registration.received_on
    start = await clock_start(received_on, a.uow.terms)
    if start is not ClockStart.CONFIRMATION:
        return None
    day = start.day(
        received_on=received_on,
        confirmed_on=a.today,
        birth_date=a.registration.filing.birth_date,
    )
    return await duty_terms(day, a.uow.terms, school_id=a.registration.school_id)


async def _terms_from_today(a: Answering) -> DutyTerms:
    return await duty_terms(dutch_date(a.now), a.uow.terms, school_id=a.registration.school_id)


def _refuse_wrong(**texts: str) -> None:
    if wrong := wrong_texts(**texts):
        raise InvalidInput(*wrong)
