"""Integration: the yearly wave (T12) asks for each TLV once, however often it is killed half-way.

`make wave` runs it with 10,000.
"""

import asyncio
import os
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_arrangements.domain.tlv.standing import TlvAction
from samenspel_kernel.ids import AllianceId
from samenspel_messaging.scope import Scope
from samenspel_platform import looking_at_items
from samenspel_platform.looking_at_items import look_at_open_items
from samenspel_platform.provisioning import ServiceUrls
from samenspel_platform.service import JobContext
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.probes import eventually

from ..unit import tlv_world as tlvs

MANY = int(os.environ.get("WAVE_TLVS", "24"))
AT_ONCE = 200
DECEMBER, AUGUST = date(2027, 12, 1), date(2028, 8, 1)
TOLD = """SELECT agg_id, count(*)
    FROM (SELECT agg_id, type FROM bus.outbox UNION ALL SELECT agg_id, type FROM bus.event_log) told
    WHERE type LIKE '%.tlv.letter-due.v1' GROUP BY agg_id"""
MADE = """SELECT count(*), count(DISTINCT tlv_id), (SELECT count(*) FROM letter_pdf),
    count(DISTINCT batch_id) FROM letter WHERE made_at IS NOT NULL AND kind = 'tlv-renewal'"""
NEXT = "SELECT next_action_kind, count(*) FROM tlv GROUP BY 1"
WAVING = Path(__file__).with_name("waving.py")


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
    world: Any, app: Any, worker: Any, worker_engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with worker(Scope.begin(world.alliance_id)) as uow:
        await uow.alliances.record(world.alliance_id)
    await grant_all(app, world.alliance_id)
    await look(worker, date(2027, 11, 30))
    assert await letters(worker_engine) == {}, "not before December"

    together = max(1, MANY // 8)
    monkeypatch.setattr(looking_at_items, "TOGETHER", together)
    deaths = 0
    for lives in (5, 3, 4):
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


async def test_t12_the_wave_ends_with_a_letter_for_each_tlv_made_once_though_its_worker_is_killed(
    world: Any,
    app: Any,
    worker: Any,
    worker_engine: AsyncEngine,
    urls: ServiceUrls,
    service_databases: DatabaseFactory,
) -> None:
    async with worker(Scope.begin(world.alliance_id)) as uow:
        await uow.alliances.record(world.alliance_id)
    await grant_all(app, world.alliance_id)
    feed = (await service_databases("intake")).feed_url
    began = time.monotonic()

    async def count() -> int:
        async with worker(Scope.begin(world.alliance_id)) as uow:
            return await uow.session.scalar(text("SELECT count(*) FROM letter_pdf")) or 0

    killed = await until_made(MANY // 2, count, urls.worker_url, feed)
    await until_made(MANY, count, urls.worker_url, feed)

    took = time.monotonic() - began
    sys.stdout.write(
        f"\n{MANY} TLVs, worker killed at {killed} letters: {took:.0f} s to the last\n"
    )
    assert await letters(worker_engine) == {1: MANY}
    async with worker(Scope.begin(world.alliance_id)) as uow:
        counts = (await uow.session.execute(text(MADE))).one()
        actions = (await uow.session.execute(text(NEXT))).all()
    assert tuple(counts) == (MANY, MANY, MANY, 1)
    assert [tuple(line) for line in actions] == [(TlvAction.CHOOSE_SUCCESSOR.value, MANY)]


async def until_made(many: int, count: Callable[[], Awaitable[int]], *urls: str) -> int:
    """Have a worker work until so many letters are made, then kill it; gives how many there are."""
    worker = await asyncio.create_subprocess_exec(sys.executable, WAVING, *urls)

    async def enough() -> int:
        made = await count()
        return made if made >= many or worker.returncode is not None else 0

    try:
        made = await eventually(
            enough, within=150 + MANY / 10, every=0.2, because="the worker makes letters"
        )
    finally:
        with suppress(ProcessLookupError):
            worker.kill()
    assert await worker.wait() == -SIGKILL
    return made


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
