"""Begins the way to a next school of children who soon go on (M3); once for each child and year."""

from datetime import date, timedelta

from samenspel_arrangements.application.transitions.begin import begin_transition
from samenspel_arrangements.domain.term_rules import TRANSITION_COMES
from samenspel_arrangements.domain.transitions.coming import (
    four_years_before,
    last_birth_date_for_secondary,
    next_school_year,
)
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import NO_ALLIANCE, AllianceId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

Context = JobContext[SqlArrangementsUnitOfWork]
BATCH = 200
A_MONTH = timedelta(days=31)
"""Who is looked at a little early is left alone: days off move the day on which it begins."""


async def begin_transitions(context: Context) -> int:
    """Begin those for which it is time, of all alliances; gives how many. Safe to repeat."""
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = await uow.all_alliances()
    return sum([await _begin_in(alliance_id, context) for alliance_id in alliances])


async def _begin_in(alliance_id: AllianceId, context: Context) -> int:
    scope, today = Scope.begin(alliance_id), dutch_date(context.clock.now())
    first_day = next_school_year(today)
    async with context.transactions(scope) as uow:
        comes = await uow.terms.begin(TRANSITION_COMES, first_day)
        of_today = await uow.terms.begin(TRANSITION_COMES, today)
        lead = max(first_day - comes.last_day, today - of_today.last_day)
        youngest = last_birth_date_for_secondary(first_day)
        children = await uow.transitions.grown(
            born_after=four_years_before(today),
            born_before=four_years_before(today + lead + A_MONTH),
            born_until=youngest if comes.last_day <= today else date.min,
            secondary_on=first_day,
            limit=BATCH,
        )
    begun = 0
    for child in children:
        try:
            async with context.transactions(scope) as uow:
                begun += await begin_transition(child, uow=uow, clock=context.clock)
        except StaleVersion:
            continue  # somebody was at it; the next round looks again
    return begun


BEGIN_TRANSITIONS = Job(name="begin-transitions", every=timedelta(hours=1), run=begin_transitions)
