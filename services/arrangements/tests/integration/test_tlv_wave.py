"""Integration: the yearly wave (T12) asks for each TLV once, however often it is killed half-way.

`make wave` runs it with 10,000.
"""

import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_arrangements.domain.tlv.standing import TlvAction
from samenspel_kernel.ids import AllianceId
from samenspel_messaging.scope import Scope
from samenspel_platform.looking_at_items import look_at_open_items
from samenspel_platform.service import JobContext
from samenspel_testkit.clocks import FixedClock

from ..unit import tlv_world as tlvs

MANY = int(os.environ.get("WAVE_TLVS", "24"))
AT_ONCE = 200
DECEMBER, AUGUST = date(2027, 12, 1), date(2028, 8, 1)
TOLD = """SELECT agg_id, count(*) FROM bus.outbox
    WHERE type LIKE '%.tlv.letter-due.v1' GROUP BY agg_id"""


class Killed(BaseException):
    """The process died."""


@dataclass
class Mortal:
    """Transactions of a process that dies in one of them."""

    transactions: Any
    left: int

    @asynccontextmanager
    async def __call__(self, scope: Scope) -> AsyncIterator[Any]:
        async with self.transactions(scope) as uow:
            yield uow
            await uow.record_facts()
            self.left -= 1
            if self.left == 0:
                raise Killed


async def grant_all(app: Any, alliance_id: AllianceId) -> None:
    for start in range(0, MANY, AT_ONCE):
        async with app(Scope.begin(alliance_id)) as uow:
            for _ in range(start, min(MANY, start + AT_ONCE)):
                tlv = tlvs.granted()
                tlv.confirm_place(at=tlvs.noon(tlvs.MONDAY))
                tlv.alliance_id = alliance_id
                uow.tlvs.save(tlv)


async def letters(engine: AsyncEngine) -> Counter[int]:
    """Count the TLVs by how often a letter was asked for."""
    async with engine.connect() as connection:
        return Counter(row[1] for row in await connection.execute(text(TOLD)))


async def look(transactions: Any, day: date) -> None:
    while await look_at_open_items(JobContext(transactions, FixedClock(tlvs.noon(day)))):
        pass


async def test_t12_the_wave_asks_for_each_tlv_once_though_it_dies_half_way(
    world: Any, app: Any, worker: Any, worker_engine: AsyncEngine
) -> None:
    async with worker(Scope.begin(world.alliance_id)) as uow:
        await uow.alliances.record(world.alliance_id)
    await grant_all(app, world.alliance_id)
    await look(worker, date(2027, 11, 30))
    assert await letters(worker_engine) == {}, "not before December"

    deaths = 0
    for lives in (MANY // 2, 3, MANY // 4):
        try:
            await look(Mortal(worker, lives), DECEMBER)
        except Killed:
            deaths += 1
    assert deaths == 3
    half = await letters(worker_engine)
    assert 0 < half[1] < MANY
    await look(worker, DECEMBER)
    await look(worker, DECEMBER)

    assert await letters(worker_engine) == {1: MANY}
    async with app(Scope.begin(world.alliance_id)) as uow:
        lines = await uow.session.execute(
            text("SELECT next_action_kind, next_action_due_on, count(*) FROM tlv GROUP BY 1, 2")
        )
        assert [tuple(line) for line in lines] == [
            (TlvAction.SEND_RENEWAL_LETTER.value, date(2027, 12, 31), MANY)
        ]


async def test_t12_what_nobody_spoke_of_expires_with_an_alarm_and_stays_somebodys(
    world: Any, app: Any, worker: Any
) -> None:
    async with worker(Scope.begin(world.alliance_id)) as uow:
        await uow.alliances.record(world.alliance_id)
    tlv = tlvs.granted()
    tlv.alliance_id = world.alliance_id
    async with app(Scope.begin(world.alliance_id)) as uow:
        uow.tlvs.save(tlv)

    await look(worker, AUGUST)

    async with app(Scope.begin(world.alliance_id)) as uow:
        found = await uow.tlvs.get(tlv.id)
        assert found.standing.status == "expired"
        assert found.responsibility.has(TlvAction.CHOOSE_SUCCESSOR)
