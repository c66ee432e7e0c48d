"""Unit: items are looked at together, and one that can't be keeps no other from it."""

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import AllianceId
from samenspel_messaging.scope import Scope
from samenspel_platform.looking_at_items import TOGETHER, look_at_open_items
from samenspel_platform.service import JobContext
from samenspel_testkit.clocks import FixedClock

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)


class Item:
    """Counts how often it was looked at and written; `why` is raised instead of being written."""

    def __init__(self, why: Exception | None = None) -> None:
        self.id, self.why, self.written = uuid4(), why, 0

    def look(self, *, take_up_by: date, at: datetime) -> None:
        assert (take_up_by, at) == (date(2026, 9, 14), NOW)


class Transactions:
    """Of one alliance, over items in memory; a transaction writes all of them or none."""

    def __init__(self, *items: Item) -> None:
        self.items = {item.id: item for item in items}
        self.open_items = (self,)
        self.saved: list[Item] = []
        self.committed = 0

    @asynccontextmanager
    async def __call__(self, scope: Scope) -> AsyncIterator[Any]:
        self.saved = []
        yield self
        for item in self.saved:
            if item.why is not None:
                raise item.why
        for item in self.saved:
            item.written += 1
        self.committed += bool(self.saved)

    async def all_alliances(self) -> Sequence[AllianceId]:
        return [AllianceId(uuid4())]

    async def take_up_by(self, today: date) -> date:
        return date(2026, 9, 14)

    async def to_look_at(self, today: date, *, limit: int) -> Sequence[UUID]:
        return list(self.items)[:limit]

    async def find_all(self, ids: Collection[UUID]) -> Sequence[Item]:
        return [self.items[id_] for id_ in ids]

    def save(self, item: Item) -> None:
        self.saved.append(item)


async def look(transactions: Any) -> int:
    return await look_at_open_items(JobContext(transactions, FixedClock(NOW)))


async def test_items_are_looked_at_a_few_to_a_transaction_each_once() -> None:
    items = [Item() for _ in range(TOGETHER + 3)]
    transactions = Transactions(*items)

    assert await look(transactions) == len(items)

    assert {item.written for item in items} == {1}
    assert transactions.committed == 2


async def test_what_somebody_else_is_at_waits_alone() -> None:
    items = [Item(), Item(StaleVersion()), Item()]

    assert await look(Transactions(*items)) == 3

    assert [item.written for item in items] == [1, 0, 1]


async def test_an_item_that_can_not_be_written_is_told_of_and_spoils_none_before_it() -> None:
    items = [Item(), Item(ValueError("broken")), Item()]

    with pytest.raises(ValueError, match="broken"):
        await look(Transactions(*items))

    assert [item.written for item in items] == [1, 0, 0]
