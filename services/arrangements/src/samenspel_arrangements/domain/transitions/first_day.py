"""The first day at the next school: near enough to plan, and what is next when it is another."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from samenspel_arrangements.domain.transitions.standing import (
    Accepted,
    Ended,
    Offered,
    Preparing,
    Standing,
    TransitionAction,
)
from samenspel_kernel.accountability import NextAction
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

TWO_YEARS = timedelta(days=731)


def check_first_day(day: date, today: date) -> None:
    """Refuse with InvalidInput a first day that is past or more than two years away."""
    if not today <= day <= today + TWO_YEARS:
        raise InvalidInput(FieldError("first_day", "transition.day"))


@dataclass(frozen=True, slots=True)
class TermsOfDay:
    """The terms that count from one first day: the school is asked, says yes, the child began."""

    offer: Term
    accept: Term
    begin: Term


def moved(standing: Standing, terms: TermsOfDay, today: date) -> Standing:
    """Give the same standing with the terms of another first day, and its action on their day.

    Nobody has to call for help for the day that was wrong. By when a school is to be chosen does
    not follow from the first day: that stays, unless the new day comes sooner.
    """
    match standing:
        case Preparing(responsibility=held):
            action = _preparing(held, max(today, terms.offer.last_day))
            return replace(
                standing,
                responsibility=_instead(held, action),
                offer=terms.offer,
                accept=terms.accept,
                escalated_on=None,
            )
        case Offered(responsibility=held):
            wait = max(today, terms.accept.last_day)
            action = NextAction(TransitionAction.AWAIT_ACCEPTANCE, wait)
            return replace(
                standing,
                responsibility=_instead(held, action),
                offer=terms.offer,
                accept=terms.accept,
                escalated_on=None,
            )
        case Accepted(responsibility=held):
            check = max(today, terms.begin.last_day)
            action = NextAction(TransitionAction.CHECK_BEGIN, check)
            return replace(standing, responsibility=_instead(held, action), begin=terms.begin)
        case Ended():
            return standing


def _preparing(held: Responsibility, by: date) -> NextAction:
    for action in held.actions:
        if action.kind == TransitionAction.CHOOSE:
            return NextAction(TransitionAction.CHOOSE, min(action.due_on, by))
    return NextAction(TransitionAction.PREPARE, by)


def _instead(held: Responsibility, action: NextAction) -> Responsibility:
    return held.replanned({TransitionAction.ESCALATE}, action)
