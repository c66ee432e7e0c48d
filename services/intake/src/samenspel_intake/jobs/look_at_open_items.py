"""Does what time does with open items: terms that end, offers that nobody answers."""

from datetime import timedelta

from samenspel_intake.application.look_at_open_item import look_at_open_item
from samenspel_intake.domain.alliance import NO_ALLIANCE
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import AllianceId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

Context = JobContext[SqlIntakeUnitOfWork]
BATCH = 200


async def look_at_open_items(context: Context) -> int:
    """Look at each item whose day has come, of all alliances; gives how many."""
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = [alliance.id for alliance in await uow.alliances.all()]
    return sum([await _look_in(alliance_id, context) for alliance_id in alliances])


async def _look_in(alliance_id: AllianceId, context: Context) -> int:
    today = dutch_date(context.clock.now())
    async with context.transactions(Scope.begin(alliance_id)) as uow:
        due = [
            (place, id_)
            for place, items in enumerate(uow.open_items)
            for id_ in await items.to_look_at(today, limit=BATCH)
        ]
    for place, id_ in due:
        try:
            async with context.transactions(Scope.begin(alliance_id)) as uow:
                await look_at_open_item(id_, uow.open_items[place], uow=uow, clock=context.clock)
        except StaleVersion:
            continue  # somebody was at it; the next round looks again
    return len(due)


LOOK_AT_OPEN_ITEMS = Job(
    name="look-at-open-items", every=timedelta(minutes=5), run=look_at_open_items
)
