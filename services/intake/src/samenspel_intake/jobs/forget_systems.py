"""Forgets what partners' systems leave behind: proofs that were used, and sessions that are over."""

from datetime import timedelta

from samenspel_intake.domain.log_in import LogInMethod
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import NO_ALLIANCE
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

KEPT = timedelta(days=1)
"""A token lasts ten minutes; after a day no service looks for the end of a session any more."""


async def forget_systems(context: JobContext[SqlIntakeUnitOfWork]) -> int:
    """Delete what nobody can use any more."""
    before = context.clock.now() - KEPT
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        await uow.used_proofs.forget(before=before)
        alliances = await uow.alliances.all()
    for alliance in alliances:
        async with context.transactions(Scope.begin(alliance.id)) as uow:
            await uow.log_ins.forget(LogInMethod.SYSTEM, before=before)
    return 0


FORGET_SYSTEMS = Job(name="forget-systems", every=timedelta(hours=1), run=forget_systems)
