"""What can't be applied waits, and keeps only its own aggregate waiting; over each bus."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from samenspel_contracts.envelope import Envelope
from samenspel_kernel.clock import SystemClock
from samenspel_kernel.errors import RuleViolation
from samenspel_messaging.deliveries import Delivery
from samenspel_messaging.effects import Effects
from samenspel_messaging.holds import POLL_SECONDS, HoldWorker
from samenspel_messaging.resolving import NotHeld, NotTheFirst, discard, retry_now, show_holds
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.database import sessions_of
from samenspel_testkit.probes import eventually, same
from samenspel_testkit.toy_services import Judge, Reader, ToyUnitOfWork
from samenspel_testkit.toys import Toys, foreign, running


class Broken(Exception):
    """The handler can't do it, for now."""


async def test_what_fails_holds_its_aggregate_and_no_other(toys: Toys) -> None:
    bad, good = await toys.new_toy(), await toys.new_toy()
    reader = Reader(judge=_failing(bad, Broken()))

    async with running(toys.source_worker(), toys.reader_worker(reader.consumer())):
        await eventually(lambda: _held(toys, bad, ["retry"]))
        await toys.count(bad)
        await toys.count(good)
        await eventually(lambda: toys.has_applied({good: [1, 2]}))
        await eventually(lambda: _held(toys, bad, ["retry", "gap"]))


async def test_a_retry_that_succeeds_lets_go_what_waited_behind_it_in_order(toys: Toys) -> None:
    toy = await toys.new_toy(counts=4)
    failing = {"2"}

    def judge(_: Envelope, number: str) -> None:
        if number in failing:
            raise Broken

    worker = toys.reader_worker(Reader(judge=judge).consumer())
    async with running(toys.source_worker(), worker):
        await eventually(lambda: _held(toys, toy, ["retry", "gap", "gap"]))
        failing.clear()
        await toys.count(toy)
        await eventually(lambda: toys.has_applied({toy: [1, 2, 3, 4, 5]}))
        await eventually(lambda: _all_released(toys))


async def test_what_a_rule_refuses_is_parked_at_once(toys: Toys) -> None:
    bad, good = await toys.new_toy(), await toys.new_toy()
    reader = Reader(judge=_failing(bad, RuleViolation("toy.is-lost")))

    async with running(toys.source_worker(), toys.reader_worker(reader.consumer())):
        await eventually(lambda: _held(toys, bad, ["parked"]))
        await eventually(lambda: toys.has_applied({good: [1]}))
    (held,) = await toys.holds()
    assert (held.error_class, held.error) == ("permanent", "RuleViolation")


async def test_after_the_last_step_of_the_ladder_it_is_parked(toys: Toys) -> None:
    toy = await toys.new_toy()
    reader = Reader(judge=_failing(toy, Broken()))

    async def parked() -> bool:
        await toys.hurry()
        return await _held(toys, toy, ["parked"])

    async with running(toys.source_worker(), toys.reader_worker(reader.consumer())):
        await eventually(parked)
    (held,) = await toys.holds()
    assert (held.attempt, held.error_class, held.error) == (9, "transient", "Broken")


@pytest.mark.parametrize(
    ("column", "value"),
    [("type", "nl.passend-onderwijs.support-request.teleported.v1"), ("data", '{"reason": 7}')],
)
async def test_what_this_build_cannot_read_is_parked_and_the_rest_goes_on(
    toys: Toys, column: str, value: str
) -> None:
    strange, good = await toys.new_toy(), await toys.new_toy()
    await toys.query(
        toys.source.owner_url,
        f"UPDATE bus.outbox SET {column} = CAST(:value AS {_kind(column)}) WHERE agg_id = :toy",
        value=value,
        toy=strange,
    )
    await toys.count(strange)

    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: _held(toys, strange, ["parked", "gap"]))
        await eventually(lambda: toys.has_applied({good: [1]}))
    assert (await toys.holds())[0].error_class == "schema"


async def test_an_independent_consumer_holds_one_event_and_applies_the_others(toys: Toys) -> None:
    failing = {"1"}

    def judge(_: Envelope, number: str) -> None:
        if number in failing:
            raise Broken

    consumer = Reader(judge=judge).consumer(ordered=False)
    if toys.amqp_url is not None:
        await toys.declare([consumer])
    toy = await toys.new_toy(counts=3)

    async with running(toys.source_worker(), toys.reader_worker(consumer)):
        await eventually(lambda: toys.has_applied({toy: [2, 3]}))
        await eventually(lambda: _held(toys, toy, ["retry"]))
        failing.clear()
        await eventually(lambda: toys.has_applied({toy: [2, 3, 1]}))
        await eventually(lambda: _all_released(toys))


async def test_what_was_parked_is_tried_again_when_a_person_says_so(toys: Toys) -> None:
    toy = await toys.new_toy(counts=3)
    refused = {"1"}
    consumer = Reader(judge=_refusing(refused)).consumer()
    async with running(toys.source_worker(), toys.reader_worker(consumer)):
        await eventually(lambda: _held(toys, toy, ["parked", "gap", "gap"]))
        refused.clear()
        assert await retry_now(toys.engine(toys.reader.worker_url), [consumer]) == 1
        await eventually(lambda: toys.has_applied({toy: [1, 2, 3]}))
        await eventually(lambda: _all_released(toys))


async def test_what_is_discarded_never_takes_effect_and_what_waited_behind_it_does(
    toys: Toys,
) -> None:
    toy = await toys.new_toy(counts=3)
    consumer = Reader(judge=_refusing({"1"})).consumer()
    engine = toys.engine(toys.reader.worker_url)
    async with running(toys.source_worker(), toys.reader_worker(consumer)):
        await eventually(lambda: _held(toys, toy, ["parked", "gap", "gap"]))
        first, second, _ = [hold.event_id for hold in await toys.holds()]
        with pytest.raises(NotTheFirst):
            await discard(engine, consumer, second, by="anna", reason="twice")
        await discard(engine, consumer, first, by="anna", reason="made by a test")
        await eventually(lambda: toys.has_applied({toy: [2, 3]}))
        await eventually(lambda: _held(toys, toy, ["discarded", "released", "released"]))
        with pytest.raises(NotHeld):
            await discard(engine, consumer, first, by="anna", reason="again")
    (shown,) = await show_holds(engine, first)
    assert (shown.resolved_by, shown.reason, shown.behind) == ("anna", "made by a test", 0)
    assert await retry_now(engine, [consumer]) == 0


async def test_what_stands_behind_an_event_that_waits_is_not_tried_over_and_over(
    toys: Toys,
) -> None:
    toy = await toys.new_toy(counts=2)
    consumer = Reader(judge=_failing(toy, Broken())).consumer()
    async with running(toys.source_worker(), toys.reader_worker(consumer)):
        await eventually(lambda: _held(toys, toy, ["retry", "gap"]))
    await toys.query(
        toys.reader.owner_url,
        """UPDATE bus.held_event SET state = 'retry',
           next_at = now() + CASE agg_seq WHEN 1 THEN interval '1 hour' ELSE interval '0' END""",
    )
    engine = toys.engine(toys.reader.worker_url)
    effects = Effects(
        consumer,
        service="reporting",
        sessions=sessions_of(engine),
        make_uow=ToyUnitOfWork,
        wakeup=Wakeup(),
    )
    holds, stop = HoldWorker(engine, {consumer.name: effects}), asyncio.Event()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(POLL_SECONDS / 2):
            while True:  # it rests at once
                await holds.step(stop)
                await asyncio.sleep(0)
    await toys.hurry()
    tries = [hold.attempt for hold in await toys.holds()]
    await holds.step(stop)
    assert [hold.attempt for hold in await toys.holds()] == [tries[0] + 1, tries[1]]


async def test_an_event_so_old_that_it_may_be_forgotten_is_parked_not_applied_again(
    toys: Toys,
) -> None:
    consumer = Reader().consumer(ordered=False)
    old, new = await toys.new_toy(), await toys.new_toy()
    async with running(toys.source_worker()):
        await eventually(lambda: _logged(toys, 2))
    entries = await toys.feed().read({}, 10)
    long_ago = int((SystemClock().now() - timedelta(days=46)).timestamp() * 1000)
    old_id = UUID(int=long_ago << 80 | 7 << 76 | 2 << 62)
    effects = Effects(
        consumer,
        service="reporting",
        sessions=sessions_of(toys.engine(toys.reader.worker_url)),
        make_uow=ToyUnitOfWork,
        wakeup=Wakeup(),
    )
    for entry in entries:
        changes = {"id": str(old_id)} if entry.subject == old else {}
        outcomes = await effects.apply([Delivery.read(foreign(entry, **changes))])
        assert outcomes == ({"parked": 1} if changes else {"applied": 1})
    assert await toys.effects() == {new: [1]}
    (held,) = await toys.holds()
    assert (held.state, held.error_class) == ("parked", "stale")

    engine = toys.engine(toys.reader.worker_url)
    assert await retry_now(engine, [consumer], event_id=held.event_id) == 1
    await HoldWorker(engine, {consumer.name: effects}).step(asyncio.Event())
    assert await toys.effects() == {new: [1], old: [1]}


async def test_a_handler_sees_the_rows_of_the_events_alliance_only(toys: Toys) -> None:
    toy = await toys.new_toy(unit=uuid4())
    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: toys.has_applied({toy: [1]}))
    assert await toys.query(toys.reader.worker_url, "SELECT 1 FROM effect") == []


async def _logged(toys: Toys, number: int) -> bool:
    found = await toys.query(toys.source.owner_url, "SELECT count(*) FROM bus.event_log")
    return bool(found[0][0] == number)


def _kind(column: str) -> str:
    return "jsonb" if column == "data" else "text"


def _refusing(numbers: set[str]) -> Judge:
    def judge(_: Envelope, number: str) -> None:
        if number in numbers:
            raise RuleViolation("toy.is-lost")

    return judge


def _failing(toy: UUID, error: Exception) -> Judge:
    def judge(envelope: Envelope, number: str) -> None:
        if envelope.subject == toy:
            raise error

    return judge


async def _held(toys: Toys, toy: UUID, states: list[str]) -> bool:
    return same([hold.state for hold in await toys.holds() if hold.agg_id == toy], states)


async def _all_released(toys: Toys) -> bool:
    return same({hold.state for hold in await toys.holds()}, {"released"})
