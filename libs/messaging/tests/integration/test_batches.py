"""A batch of events in one transaction: each for its own alliance, with its own cause."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import SupportRequestWithdrawnV1
from samenspel_messaging import cursors
from samenspel_messaging.consumers import Consumer, Handler
from samenspel_messaging.deliveries import Delivery
from samenspel_messaging.effects import Effects, MakeUow
from samenspel_messaging.log import SqlLogReader
from samenspel_messaging.log_bus import LogFollower
from samenspel_messaging.scope import Scope
from samenspel_messaging.sequencer import Lease, Sequencer
from samenspel_messaging.wakeup import Pace, Wakeup
from samenspel_platform.database import sessions_of
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.toy_services import ALLIANCE, EFFECT, Reader, Toy, ToyUnitOfWork
from samenspel_testkit.toys import Toys

OTHER = UUID("a0000000-0000-4000-8000-000000000002")
CAUSES = "SELECT causation_id FROM bus.outbox ORDER BY id"
START_OVER = (
    "UPDATE bus.consumer_cursor SET pos = 0, seen = 0, safe_pos = 0, safe_seen = 0",
    "DELETE FROM bus.applied",
    "DELETE FROM effect",
)


class PuttingOff(ToyUnitOfWork):
    """Keeps what is to be written for the end."""

    def __init__(self, session: AsyncSession, scope: Scope) -> None:
        super().__init__(session, scope)
        self.later: list[dict[str, Any]] = []

    async def record_facts(self) -> None:
        await super().record_facts()
        rows, self.later = self.later, []
        if rows:
            await self.session.execute(EFFECT, rows)


@pytest_asyncio.fixture
async def toys(empty_database: DatabaseFactory) -> AsyncIterator[Toys]:
    made = await Toys.make(await empty_database("intake"), await empty_database("reporting"), None)
    yield made
    await made.close()


async def test_what_handlers_put_off_is_written_with_the_batch(toys: Toys) -> None:
    async def put_off(event: Any, envelope: Envelope, uow: PuttingOff) -> None:
        row = {"alliance": envelope.alliance, "toy": envelope.subject, "consumer": "numbers"}
        uow.later.append({**row, "number": int(event.reason)})

    toy = await toys.new_toy(counts=3)
    await _begin(toys)
    await _effects(toys, put_off, PuttingOff).apply(_deliveries(await _logged(toys)))

    assert await toys.effects() == {toy: [1, 2, 3]}


async def test_each_event_of_a_batch_sees_the_rows_of_its_own_alliance(toys: Toys) -> None:
    seen: list[set[UUID]] = []

    async def look(event: Any, envelope: Envelope, uow: ToyUnitOfWork) -> None:
        row = {"alliance": envelope.alliance, "toy": envelope.subject, "consumer": "numbers"}
        await uow.session.execute(EFFECT, {**row, "number": int(event.reason)})
        found = await uow.session.scalars(text("SELECT alliance_id FROM effect"))
        seen.append(set(found) - {envelope.alliance})

    for alliance in (ALLIANCE, OTHER):
        async with toys.transactions(Scope.begin(alliance)) as uow:
            toy = Toy(id=uuid4(), alliance_id=alliance, unit_id=uuid4())
            toy.count()
            uow.toys.save(toy)
    await _begin(toys)
    outcomes = await _effects(toys, look, ToyUnitOfWork).apply(_deliveries(await _logged(toys)))

    assert (seen, outcomes["applied"]) == ([set(), set()], 2)


async def test_what_a_handler_says_has_the_event_as_its_cause(toys: Toys) -> None:
    async def answer(event: Any, envelope: Envelope, uow: ToyUnitOfWork) -> None:
        toy = Toy(id=uuid4(), alliance_id=envelope.alliance, unit_id=uuid4())
        toy.count()
        uow.toys.save(toy)

    await toys.new_toy(counts=3)
    entries = await _logged(toys)
    reader, toys.reader = toys.reader, toys.source  # one that hears itself
    await _begin(toys)
    await _effects(toys, answer, ToyUnitOfWork).apply(_deliveries(entries))
    toys.reader = reader

    causes = [row.causation_id for row in await toys.query(toys.source.owner_url, CAUSES)]
    assert causes == [entry.id for entry in entries]


async def test_a_cursor_that_was_set_back_meanwhile_is_gone_on_from(toys: Toys) -> None:
    unit = uuid4()
    before = await toys.new_toy(unit=unit)
    log = SqlLogReader(toys.engine(toys.source.worker_url), source="intake")
    await _begin(toys)
    effects = _effects(toys, Reader().consumer().handlers[SupportRequestWithdrawnV1], ToyUnitOfWork)
    follower = LogFollower(
        effects,
        engine=toys.engine(toys.reader.worker_url),
        reader=log,
        wakeup=Wakeup(),
        pace=Pace(),
    )
    await _logged(toys)
    await follower.step()
    assert await toys.effects() == {before: [1]}

    for statement in START_OVER:
        await toys.query(toys.reader.owner_url, statement)
    after = await toys.new_toy(unit=unit)
    await _logged(toys)
    for _ in range(2):
        await follower.step()
    assert await toys.effects() == {before: [1], after: [1]}


async def _logged(toys: Toys) -> list[Envelope]:
    """Put the outbox in the log, and give what is in there."""
    engine = toys.engine(toys.source.worker_url)
    lease = Lease(engine, owner=str(uuid4()))
    await lease.hold()
    await Sequencer(engine, lease).move()
    await lease.give_back()
    return await toys.feed().read({}, 100)


def _deliveries(entries: Sequence[Envelope]) -> list[Delivery]:
    return [Delivery.of(entry) for entry in entries]


async def _begin(toys: Toys) -> None:
    """Make the reader known, which has read nothing yet."""
    async with toys.engine(toys.reader.worker_url).begin() as conn:
        await cursors.create(conn, [Reader().consumer()])


def _effects(toys: Toys, handler: Handler, make_uow: MakeUow) -> Effects:
    return Effects(
        Consumer(name="numbers", handlers={SupportRequestWithdrawnV1: handler}),
        service="reporting",
        sessions=sessions_of(toys.engine(toys.reader.worker_url)),
        make_uow=make_uow,
        wakeup=Wakeup(),
    )
