"""Counts what the watchdog finds, in all alliances, as a metric to alarm on."""

from collections import Counter
from datetime import timedelta

import structlog

from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.persistence.watchdog import ViolationKind, find_violations
from samenspel_kernel.ids import NO_ALLIANCE
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext
from samenspel_platform.watching import show_findings

log = structlog.get_logger(__name__)


async def watch_items(context: JobContext[SqlIntakeUnitOfWork]) -> int:
    """Look in every alliance; what is found is counted, and logged by id."""
    counts = Counter[str](dict.fromkeys((kind.value for kind in ViolationKind), 0))
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = [alliance.id for alliance in await uow.alliances.all()]
    for alliance_id in alliances:
        async with context.transactions(Scope.begin(alliance_id)) as uow:
            found = await find_violations(uow.session, alliance_id, context.clock.now())
        counts.update(violation.kind.value for violation in found)
        for violation in found:
            if not violation.kind.comes_with_time:
                log.error(
                    "item_astray",
                    thing=violation.thing,
                    item=str(violation.id),
                    kind=violation.kind.value,
                )
    show_findings("intake", counts)
    return 0


WATCH_ITEMS = Job(name="watch-items", every=timedelta(minutes=5), run=watch_items)
