"""Gives requests back to their sender when nobody answered the handover in time."""

from datetime import timedelta

from samenspel_intake.application.expire_handover import expire_handover
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import NO_ALLIANCE, AllianceId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

Context = JobContext[SqlIntakeUnitOfWork]
BATCH = 100


async def expire_handovers(context: Context) -> int:
    """Take back what waited too long, one request a transaction; gives how many."""
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = [alliance.id for alliance in await uow.alliances.all()]
    return sum([await _expire_in(alliance_id, context) for alliance_id in alliances])


async def _expire_in(alliance_id: AllianceId, context: Context) -> int:
    today = dutch_date(context.clock.now())
    async with context.transactions(Scope.begin(alliance_id)) as uow:
        late = await uow.support_requests.unanswered_before(today, limit=BATCH)
    done = 0
    for id_ in late:
        try:
            async with context.transactions(Scope.begin(alliance_id)) as uow:
                await expire_handover(id_, uow=uow, clock=context.clock)
            done += 1
        except StaleVersion:
            continue  # an answer came in between, and it counts
    return done


EXPIRE_HANDOVERS = Job(name="expire-handovers", every=timedelta(minutes=5), run=expire_handovers)
