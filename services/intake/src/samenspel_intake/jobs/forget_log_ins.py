"""Forgets who logged in when, and what a log-in left behind (AVG, art. 5 lid 1 e)."""

from datetime import timedelta

from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import NO_ALLIANCE
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

LOG_INS_KEPT = timedelta(days=366)
"""A year: to find out after a leak who was in; no session lasts nearly as long."""
LEFT_BEHIND_KEPT = timedelta(days=1)
"""Attempts and tickets last minutes; after a day not even a clock that is wrong needs them."""


async def forget_log_ins(context: JobContext[SqlIntakeUnitOfWork]) -> int:
    """Delete what is old, alliance by alliance; again and again without harm."""
    now = context.clock.now()
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        await uow.log_in_attempts.forget(before=now - LEFT_BEHIND_KEPT)
        alliances = await uow.alliances.all()
    for alliance in alliances:
        async with context.transactions(Scope.begin(alliance.id)) as uow:
            await uow.log_ins.forget(before=now - LOG_INS_KEPT)
            await uow.child_tickets.forget(before=now - LEFT_BEHIND_KEPT)
    return 0


FORGET_LOG_INS = Job(name="forget-log-ins", every=timedelta(hours=6), run=forget_log_ins)
