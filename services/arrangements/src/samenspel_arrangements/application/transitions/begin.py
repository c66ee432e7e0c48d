"""Use case: the way to a next school begins by itself, forty weeks before the day (M3)."""

from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.transitions.ports import BeginningUnitOfWork
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.child_of_case import ChildOfCase
from samenspel_arrangements.domain.term_rules import (
    TRANSITION_ACCEPTED,
    TRANSITION_CHOSEN,
    TRANSITION_COMES,
    TRANSITION_OFFERED,
)
from samenspel_arrangements.domain.transitions.coming import Coming, coming, school_year_of
from samenspel_arrangements.domain.transitions.contents import NOTHING_CHOSEN
from samenspel_arrangements.domain.transitions.first_day import TWO_YEARS
from samenspel_arrangements.domain.transitions.standing import Ended, EndReason
from samenspel_arrangements.domain.transitions.transition import Transition
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import CaseId


@dataclass(frozen=True, slots=True)
class GrownChild:
    """A child with a running case, of an age at which children go on."""

    case_id: CaseId
    birth_date: date


async def begin_transition(child: GrownChild, *, uow: BeginningUnitOfWork, clock: Clock) -> bool:
    """Have who holds the case see to it, when it is time; tells whether it began.

    The second time changes nothing: a child has one of itself for each stage and school year.
    """
    now = clock.now()
    today = dutch_date(now)
    next_ = coming(child.birth_date, today)
    if next_ is None or next_.first_day > today + TWO_YEARS:
        return False
    if not await uow.transitions.lock_running(child.case_id):
        return False
    case = await uow.cases.get(child.case_id)
    day, school_id = next_.first_day, case.school_id
    comes = await uow.terms.begin(TRANSITION_COMES, day, school_id=school_id)
    if today < comes.last_day or case.holder is None:
        return False
    known = await uow.transitions.of_pupil(case.pupil_id)
    if any(each.responsibility or _settles(each, next_, case) for each in known):
        return False
    left = sum(each.stage is next_.stage and _moved_away(each) for each in known)
    chosen = await uow.terms.begin(TRANSITION_CHOSEN, today, school_id=school_id)
    transition = Transition.plan_for(
        ChildOfCase.of(case),
        next_.id_for(case.pupil_id, moved_away=left),
        next_.stage,
        day,
        NOTHING_CHOSEN,
        holder=case.holder,
        offer=await uow.terms.begin(TRANSITION_OFFERED, day, school_id=school_id),
        accept=await uow.terms.begin(TRANSITION_ACCEPTED, day, school_id=school_id),
        choose_by=chosen.last_day,
        at=now,
    )
    transition.notice_breaches(at=now)
    uow.transitions.save(transition)
    return True


def _settles(known: Transition, next_: Coming, case: Case) -> bool:
    """Tell whether the child went already, or somebody said for this year that it does not go.

    What ended because the child moved away settles nothing once a case of it began, or began
    again, after that: it is back.
    """
    ended = known.standing
    if known.stage is not next_.stage or not isinstance(ended, Ended):
        return False
    if ended.reason is EndReason.MOVED_AWAY:
        since = dutch_date(case.opened.accepted_at)
        return since < ended.on or (since == ended.on and case.id == known.case_id)
    return (
        ended.reason is not EndReason.NOT_NEEDED
        or known.id == next_.id_for(known.pupil_id)
        or school_year_of(known.first_day) >= school_year_of(next_.first_day)
    )


def _moved_away(known: Transition) -> bool:
    ended = known.standing
    return isinstance(ended, Ended) and ended.reason is EndReason.MOVED_AWAY
