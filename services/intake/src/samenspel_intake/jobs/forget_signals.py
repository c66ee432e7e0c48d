"""Forgets what somebody said and never confirmed (AVG, art. 5 lid 1 e)."""

from datetime import timedelta

from samenspel_intake.application.signals.raiser_side import forget_signal
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import NO_ALLIANCE
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

BATCH = 200


async def forget_signals(context: JobContext[SqlIntakeUnitOfWork]) -> int:
    """Forget it in all alliances, one at a time; gives how many. Again without harm."""
    now, count = context.clock.now(), 0
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = [alliance.id for alliance in await uow.alliances.all()]
    for alliance_id in alliances:
        async with context.transactions(Scope.begin(alliance_id)) as uow:
            due = await uow.signals.to_forget(dutch_date(now), limit=BATCH)
        for id_ in due:
            async with context.transactions(Scope.begin(alliance_id)) as uow:
                await forget_signal(id_, at=now, uow=uow)
        count += len(due)
    return count


FORGET_SIGNALS = Job(name="forget-signals", every=timedelta(hours=1), run=forget_signals)
