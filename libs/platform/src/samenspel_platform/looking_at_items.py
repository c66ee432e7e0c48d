"""Does what time does with open items: terms that end, offers that nobody answers."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar
from uuid import UUID

from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import NO_ALLIANCE, AllianceId
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import SqlUnitOfWork
from samenspel_platform.service import Job, JobContext

BATCH = 200


class ItemsToLookAt(Protocol):
    """The stored items of one kind, of which time alone changes some."""

    async def to_look_at(self, today: date, *, limit: int) -> Sequence[UUID]:
        """Give the ids of items that time changes, the longest waiting first."""
        ...

    async def get(self, id_: UUID) -> Any:
        """Load one for change; NotFound if there is none."""
        ...

    def save(self, aggregate: Any) -> None:
        """Have it written at the end of the unit of work."""
        ...


class ItemsUnitOfWork(SqlUnitOfWork):
    """One transaction of a service that has open items; each service derives its own."""

    open_items: tuple[ItemsToLookAt, ...] = ()
    """Those of each kind, always in the same order."""

    async def all_alliances(self) -> Sequence[AllianceId]:
        """Give the alliances that the service knows."""
        raise NotImplementedError

    async def take_up_by(self, today: date) -> date:
        """Give the last day to take up what comes back today."""
        raise NotImplementedError


ItemsT = TypeVar("ItemsT", bound=ItemsUnitOfWork)


async def look_at_open_items(context: JobContext[ItemsT]) -> int:
    """Look at each item whose day has come, of all alliances; gives how many. Safe to repeat."""
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = await uow.all_alliances()
    return sum([await _look_in(alliance_id, context) for alliance_id in alliances])


async def _look_in(alliance_id: AllianceId, context: JobContext[ItemsT]) -> int:
    now = context.clock.now()
    today = dutch_date(now)
    async with context.transactions(Scope.begin(alliance_id)) as uow:
        due = [
            (place, id_)
            for place, items in enumerate(uow.open_items)
            for id_ in await items.to_look_at(today, limit=BATCH)
        ]
    for place, id_ in due:
        try:
            async with context.transactions(Scope.begin(alliance_id)) as uow:
                items = uow.open_items[place]
                item = await items.get(id_)
                item.look(take_up_by=await uow.take_up_by(today), at=now)
                items.save(item)
        except StaleVersion:
            continue  # somebody was at it; the next round looks again
    return len(due)


LOOK_AT_OPEN_ITEMS: Job[Any] = Job(
    name="look-at-open-items", every=timedelta(minutes=5), run=look_at_open_items
)
