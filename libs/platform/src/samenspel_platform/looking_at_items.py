"""Does what time does with open items: terms that end, offers that nobody answers."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar
from uuid import UUID

from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import NO_ALLIANCE, AllianceId
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import SqlUnitOfWork
from samenspel_platform.service import Job, JobContext

BATCH = 200
TOGETHER = 25
"""Items in one transaction: a commit for each is what looking at many costs."""


class ItemsToLookAt(Protocol):
    """The stored items of one kind, of which time alone changes some."""

    async def to_look_at(self, today: date, *, limit: int) -> Sequence[UUID]:
        """Give the ids of items that time changes, the longest waiting first."""
        ...

    async def find_all(self, ids: Collection[UUID]) -> Sequence[Any]:
        """Load several for change; those that are not there are left out."""
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
        due = [await items.to_look_at(today, limit=BATCH) for items in uow.open_items]
    for place, ids in enumerate(due):
        for start in range(0, len(ids), TOGETHER):
            await _look_at(alliance_id, place, ids[start : start + TOGETHER], context, now)
    return sum(map(len, due))


async def _look_at(
    alliance_id: AllianceId,
    place: int,
    ids: Sequence[UUID],
    context: JobContext[ItemsT],
    now: datetime,
) -> None:
    """Look at a few in one transaction; if that does not work for all, at each alone."""
    try:
        await _together(alliance_id, place, ids, context, now)
    except Exception as why:
        for id_ in ids if len(ids) > 1 else ():
            await _look_at(alliance_id, place, [id_], context, now)
        if len(ids) == 1 and not isinstance(why, StaleVersion):
            raise  # of what somebody else was at, the next round looks again


async def _together(
    alliance_id: AllianceId,
    place: int,
    ids: Sequence[UUID],
    context: JobContext[ItemsT],
    now: datetime,
) -> None:
    async with context.transactions(Scope.begin(alliance_id)) as uow:
        items = uow.open_items[place]
        take_up_by = await uow.take_up_by(dutch_date(now))
        for item in await items.find_all(ids):
            item.look(take_up_by=take_up_by, at=now)
            items.save(item)


LOOK_AT_OPEN_ITEMS: Job[Any] = Job(
    name="look-at-open-items", every=timedelta(minutes=5), run=look_at_open_items
)
