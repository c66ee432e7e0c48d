"""Lets hold what was written down for a later day: moves of children, parental authority."""

from datetime import timedelta

from samenspel_intake.application.families.change_contact import follow_authority
from samenspel_intake.application.families.move_pupil import move_planned
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import NO_ALLIANCE, AllianceId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

Context = JobContext[SqlIntakeUnitOfWork]
BATCH = 100


async def follow_days(context: Context) -> int:
    """Do what the day brings, of all alliances, each thing in a transaction; gives how many."""
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = [alliance.id for alliance in await uow.alliances.all()]
    return sum([await _follow_in(alliance_id, context) for alliance_id in alliances])


async def _follow_in(alliance_id: AllianceId, context: Context) -> int:
    scope, clock, today = Scope.begin(alliance_id), context.clock, dutch_date(context.clock.now())
    async with context.transactions(scope) as uow:
        moves = await uow.moves.due(today, limit=BATCH)
        contacts = await uow.contacts.authority_to_follow(today, limit=BATCH)
    done = 0
    for pupil_id in moves:
        try:
            async with context.transactions(scope) as uow:
                await move_planned(pupil_id, uow=uow, clock=clock)
        except StaleVersion:
            continue  # somebody was at it; the next round looks again
        done += 1
    for contact_id in contacts:
        try:
            async with context.transactions(scope) as uow:
                await follow_authority(contact_id, uow=uow, clock=clock)
        except StaleVersion:
            continue
        done += 1
    return done


FOLLOW_DAYS = Job(name="follow-days", every=timedelta(minutes=15), run=follow_days)
