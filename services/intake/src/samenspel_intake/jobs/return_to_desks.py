"""Gives what somebody holds who may not act any more to its desk: the last way, never nobody."""

from datetime import timedelta

from samenspel_intake.application.desks.hand_on_work import desk_of
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.persistence.watchdog import ViolationKind, find_violations
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import NO_ALLIANCE, AllianceId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

Context = JobContext[SqlIntakeUnitOfWork]


async def return_to_desks(context: Context) -> int:
    """Hand on the work of people whose roles ended unseen (an account that took them along)."""
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = [alliance.id for alliance in await uow.alliances.all()]
    return sum([await _return_in(alliance_id, context) for alliance_id in alliances])


async def _return_in(alliance_id: AllianceId, context: Context) -> int:
    async with context.transactions(Scope.begin(alliance_id)) as uow:
        found = await find_violations(uow.session, alliance_id, context.clock.now())
    gone = {v.holder_id for v in found if v.kind is ViolationKind.HOLDER_GONE and v.holder_id}
    done = 0
    for person_id in sorted(gone):
        try:
            async with context.transactions(Scope.begin(alliance_id)) as uow:
                for items, item in await uow.holdings.of(Holder(HolderKind.PERSON, person_id)):
                    item.reassign(desk_of(item), at=context.clock.now())
                    items.save(item)
                    done += 1
        except StaleVersion:
            continue  # somebody was at it; the next round looks again
    return done


RETURN_TO_DESKS = Job(name="return-to-desks", every=timedelta(minutes=5), run=return_to_desks)
