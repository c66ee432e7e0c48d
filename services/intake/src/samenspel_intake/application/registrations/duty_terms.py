"""The terms of a duty of care, by the alliance's rules and the days of the school."""

from datetime import date

from samenspel_intake.application.ports import Terms
from samenspel_intake.domain.registration.duty_clock import ClockStart, DutyTerms
from samenspel_kernel.ids import SchoolId
from samenspel_kernel.term import Term

DUTY = "duty-of-care"
EXTENSION = "duty-of-care-extension"
PLACEMENT = "temporary-placement"
AHEAD = "registration-ahead"
FOLLOW_UP = "early-registration-follow-up"
FIND_SCHOOL = "find-school"


async def clock_start(received_on: date, terms: Terms) -> ClockStart:
    """Give from which fact the weeks count, by the rule of the day of receipt."""
    return ClockStart((await terms.in_force(DUTY, received_on)).starts_at)


async def duty_terms(
    starts_on: date, terms: Terms, *, school_id: SchoolId | None = None
) -> DutyTerms:
    """Compute them; the extension counts from the last day of the decision."""
    decision = await terms.begin(DUTY, starts_on, school_id=school_id)
    return DutyTerms(
        decision,
        await terms.begin(EXTENSION, decision.last_day, school_id=school_id),
        await terms.begin(PLACEMENT, starts_on, school_id=school_id),
    )


async def find_school(today: date, terms: Terms) -> Term:
    """Give the term in which a desk finds a school."""
    return await terms.begin(FIND_SCHOOL, today)
