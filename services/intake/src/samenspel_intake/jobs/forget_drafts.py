"""Deletes what was typed and not sent for too long."""

from datetime import timedelta

from samenspel_intake.domain.form_draft import KEPT_FOR
from samenspel_intake.persistence.form_drafts import forget_old
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import NO_ALLIANCE
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext


async def forget_drafts(context: JobContext[SqlIntakeUnitOfWork]) -> int:
    """Delete the drafts of all alliances that nobody touched for 30 days; gives how many."""
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        return await forget_old(uow.session, context.clock.now() - KEPT_FOR)


FORGET_DRAFTS = Job(name="forget-drafts", every=timedelta(hours=1), run=forget_drafts)
