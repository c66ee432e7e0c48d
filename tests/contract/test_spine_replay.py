"""A piece of a log is offered once more: what was missed is applied, what is known stays."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

import pytest

from samenspel_contracts.envelope import Envelope
from samenspel_kernel.clock import SystemClock
from samenspel_messaging import cursors
from samenspel_messaging.consumers import Consumer
from samenspel_messaging.effects import Effects
from samenspel_messaging.partitions import PARTITIONS
from samenspel_messaging.replay import (
    Offering,
    Rehearsal,
    ReplayRefused,
    last_positions,
    positions_before,
    replay,
)
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.database import sessions_of
from samenspel_testkit.probes import eventually
from samenspel_testkit.toy_services import Reader, ToyUnitOfWork
from samenspel_testkit.toys import Toys, running

ALL = dict.fromkeys(range(PARTITIONS), 0)


@pytest.mark.parametrize("ordered", [True, False])
async def test_what_is_known_stays_as_it_is(toys: Toys, *, ordered: bool) -> None:
    consumer = Reader().consumer(ordered=ordered)
    if toys.amqp_url:
        await toys.declare([consumer])
    ids = [await toys.new_toy(counts=5) for _ in range(20)]
    async with running(toys.source_worker(), toys.reader_worker(consumer)):
        await eventually(
            lambda: toys.has_applied({toy: [1, 2, 3, 4, 5] for toy in ids}, in_any_order=True)
        )
        before = await _everything(toys)
        assert await _replay(toys, _effects_of(toys, consumer)) == Counter(known=100)
        assert await _everything(toys) == before


@pytest.mark.parametrize("ordered", [True, False])
async def test_what_was_lost_is_applied_in_order(toys: Toys, *, ordered: bool) -> None:
    consumer = Reader().consumer(ordered=ordered)
    ids = [await toys.new_toy(counts=3, unit=uuid4()) for _ in range(5)]
    async with running(toys.source_worker()):
        await eventually(lambda: _logged(toys, 15))
    await _begin(toys, consumer)
    rehearsal = Rehearsal(consumer, sessions_of(toys.engine(toys.reader.worker_url)))
    before = await _everything(toys)
    assert await _replay(toys, rehearsal) == Counter(applied=15)
    assert await _everything(toys) == before

    assert await _replay(toys, _effects_of(toys, consumer)) == Counter(applied=15)
    assert await toys.has_applied({toy: [1, 2, 3] for toy in ids}, in_any_order=True)
    assert await _replay(toys, rehearsal) == Counter(known=15)


async def test_a_replay_that_was_interrupted_goes_on_from_where_it_was(toys: Toys) -> None:
    ids = [await toys.new_toy(counts=4, unit=uuid4()) for _ in range(5)]
    async with running(toys.source_worker()):
        await eventually(lambda: _logged(toys, 20))
    await _begin(toys, Reader().consumer())
    feed, effects = toys.feed(), _effects_of(toys, Reader().consumer())
    to, after, turns = await last_positions(feed), dict(ALL), 0

    while any(after[part] < to[part] for part in to):
        async for so_far in replay(effects, feed, after=after, to=to, page=3):
            assert so_far.passed == so_far.outcomes["applied"] <= 3
            after, turns = so_far.after, turns + 1
            break
    assert turns >= 7
    await toys.has_applied({toy: [1, 2, 3, 4] for toy in ids}, in_any_order=True)


async def test_a_replay_that_begins_too_late_holds_what_it_cannot_place(toys: Toys) -> None:
    toy = await toys.new_toy(counts=3)
    async with running(toys.source_worker()):
        await eventually(lambda: _logged(toys, 3))
    await _begin(toys, Reader().consumer())
    effects = _effects_of(toys, Reader().consumer())

    assert await _replay(toys, effects, after=dict.fromkeys(ALL, 1)) == Counter(gap=2)
    assert await _replay(toys, effects) == Counter(applied=1, known=2)
    async with running(toys.reader_worker()):
        await eventually(lambda: toys.has_applied({toy: [1, 2, 3]}, in_any_order=True))


async def test_who_acts_outside_is_never_offered_anything_again(toys: Toys) -> None:
    reader = Reader().consumer(ordered=False)
    mails = Consumer(name="mails", handlers=reader.handlers, ordered=False, outward=True)

    with pytest.raises(ReplayRefused, match="mails acts outside"):
        await _replay(toys, _effects_of(toys, mails))


async def test_the_positions_of_a_moment_and_of_the_end_are_found(toys: Toys) -> None:
    units = [uuid4() for _ in range(6)]
    for unit in units:
        await toys.new_toy(counts=7, unit=unit)
    moment = SystemClock().now()
    for unit in units[:3]:
        await toys.new_toy(counts=4, unit=unit)
    async with running(toys.source_worker()):
        await eventually(lambda: _logged(toys, 54))
    feed = toys.feed()
    entries = await feed.read({}, 1000)

    assert await last_positions(feed) == _last(entries)
    assert await positions_before(feed, moment) == _last([e for e in entries if e.time < moment])
    assert await positions_before(feed, moment + timedelta(days=1)) == _last(entries)


async def _begin(toys: Toys, consumer: Consumer) -> None:
    """Make a consumer known that has read nothing yet."""
    async with toys.engine(toys.reader.worker_url).begin() as conn:
        await cursors.create(conn, [consumer])


def _last(entries: list[Envelope]) -> dict[int, int]:
    return ALL | {entry.part: entry.pos for entry in entries}


def _effects_of(toys: Toys, consumer: Consumer) -> Effects:
    return Effects(
        consumer,
        service="reporting",
        sessions=sessions_of(toys.engine(toys.reader.worker_url)),
        make_uow=ToyUnitOfWork,
        wakeup=Wakeup(),
    )


async def _replay(toys: Toys, to_whom: Offering, *, after: Mapping[int, int] = ALL) -> Counter[str]:
    feed = toys.feed()
    outcomes: Counter[str] = Counter()
    async for so_far in replay(to_whom, feed, after=after, to=await last_positions(feed)):
        outcomes = so_far.outcomes
    return outcomes


async def _everything(toys: Toys) -> list[list[tuple[object, ...]]]:
    """Give all that a reader keeps, but how sure it is of where it is."""
    tables = ("effect", "bus.applied", "bus.inbox", "bus.held_event")
    found = [
        [tuple(row) for row in await toys.query(toys.reader.owner_url, f"TABLE {table}")]
        for table in tables
    ]
    cursors = "SELECT source, part, pos, seen FROM bus.consumer_cursor ORDER BY 1, 2"
    found.append([tuple(row) for row in await toys.query(toys.reader.owner_url, cursors)])
    return [sorted(rows) for rows in found]


async def _logged(toys: Toys, number: int) -> bool:
    found = await toys.query(toys.source.owner_url, "SELECT count(*) FROM bus.event_log")
    return bool(found[0][0] == number)
