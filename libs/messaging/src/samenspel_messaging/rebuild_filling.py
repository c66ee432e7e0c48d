"""Fills the copies of a projection's tables with the consumer's own handlers, from the logs."""

import asyncio
import gc
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import aclosing, contextmanager, suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker
from sqlalchemy.orm import Session, SessionTransaction

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_messaging import cursors
from samenspel_messaging.consumers import Consumer, Handler
from samenspel_messaging.courses import Followed
from samenspel_messaging.cursors import Positions
from samenspel_messaging.deliveries import Delivery
from samenspel_messaging.effects import Effects, MakeUow
from samenspel_messaging.holds import HoldWorker
from samenspel_messaging.log import NOT_THIS_PART, LogReader
from samenspel_messaging.partitions import PARTITIONS
from samenspel_messaging.rebuild_ledger import DECIDED, DISCARDED, green_of
from samenspel_messaging.rebuild_tables import LOOK_IN
from samenspel_messaging.resolving import NotHeld, NotTheFirst, discard
from samenspel_messaging.wakeup import Wakeup

BATCH = 5000

Parts = dict[int, int]
"""A position per part of one log."""
Tell = Callable[[int], None]
"""Hears how many entries of the logs were passed since the last time."""


class LogTooShort(Exception):
    """A log ends before the position where the consumer is; its source may have been restored."""


class Filling:
    """A consumer under another name: with its own ledger, and its tables in `schema`.

    What a person discarded of the consumer's events takes no effect here either.
    """

    def __init__(
        self,
        consumer: Consumer,
        *,
        schema: str,
        service: str,
        engine: AsyncEngine,
        readers: Mapping[str, LogReader],
        make_uow: MakeUow,
    ) -> None:
        self._live, self._engine, self._readers = consumer.name, engine, readers
        handlers = {what: self._unless_discarded(do) for what, do in consumer.handlers.items()}
        self.consumer = replace(consumer, name=green_of(consumer.name), handlers=handlers)
        self._effects = Effects(
            self.consumer,
            service=service,
            sessions=_sessions_in(engine, schema),
            make_uow=make_uow,
            wakeup=Wakeup(),
        )
        self._holds = HoldWorker(engine, {self.consumer.name: self._effects})
        self._discarded: set[UUID] = set()

    async def follow(self, to: Positions, tell: Tell) -> None:
        """Apply what the logs have up to these positions; then what is held and may go on."""
        with _collecting_seldom():
            for source in sorted(self.consumer.sources):
                target = {part: pos for (name, part), pos in to.items() if name == source}
                await self._follow(self._readers[source], target, tell)
            await self._go_on_with_holds()

    async def _follow(self, reader: LogReader, target: Parts, tell: Tell) -> None:
        async with self._engine.connect() as conn:
            found = await cursors.load(conn, self.consumer.name, reader.source)
        after = {part: cursor.pos for part, cursor in found.items()}
        async with aclosing(_stretches(reader, after, target)) as stretches:
            async for start, entries in stretches:
                await self._apply(reader.source, start, entries)
                tell(len(entries))

    async def _apply(self, source: str, start: Parts, entries: list[Envelope]) -> None:
        await self._learn_of_discards()
        wanted = self.consumer.aggregates
        batch = [Delivery.of(entry) for entry in entries if entry.aggregate in wanted]
        course = Followed.of(source, start, entries, wanted)
        await self._effects.apply(batch, course=course)

    async def _learn_of_discards(self) -> None:
        async with self._engine.connect() as conn:
            self._discarded = set(await conn.scalars(DISCARDED, {"live": self._live}))

    def _unless_discarded(self, handler: Handler) -> Handler:
        async def handle(event: EventData, envelope: Envelope, uow: Any) -> None:
            if envelope.id not in self._discarded:
                await handler(event, envelope, uow)

        return handle

    async def _go_on_with_holds(self) -> None:
        """Discard what was discarded since it was held here, and try again what is due."""
        names = {"live": self._live, "green": self.consumer.name}
        async with self._engine.connect() as conn:
            decided = (await conn.execute(DECIDED, names)).all()
        for row in decided:
            with suppress(NotHeld, NotTheFirst):
                by, reason = row.resolved_by, row.reason
                await discard(self._engine, self.consumer, row.event_id, by=by, reason=reason)
        at_once = asyncio.Event()
        at_once.set()
        await self._holds.step(at_once)


async def _stretches(
    reader: LogReader, after: Parts, target: Parts
) -> AsyncGenerator[tuple[Parts, list[Envelope]], None]:
    """Give the log up to the target, each piece with the positions before it; reads one ahead."""
    reading = _read_on(reader, after, target)
    try:
        while reading is not None:
            entries = await reading
            if not entries:
                raise LogTooShort(reader.source)
            start, after = after, after | {entry.part: entry.pos for entry in entries}
            reading = _read_on(reader, after, target)
            yield start, entries
    finally:
        if reading is not None:
            reading.cancel()


def _read_on(
    reader: LogReader, after: Parts, target: Parts
) -> "asyncio.Task[list[Envelope]] | None":
    """Begin to read what is left; None if nothing is."""
    left = {part: pos - after.get(part, 0) for part, pos in target.items()}
    number = sum(max(0, number) for number in left.values())
    if not number:
        return None
    start = {
        part: after.get(part, 0) if left.get(part, 0) > 0 else NOT_THIS_PART
        for part in range(PARTITIONS)
    }

    async def read() -> list[Envelope]:
        entries = await reader.read(start, min(BATCH, number))
        return [entry for entry in entries if entry.pos <= target[entry.part]]

    return asyncio.create_task(read())


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Have Python look for cyclic garbage less often.

    It looks after every 700 new objects; a batch has ten thousands of them, hardly any garbage,
    and a third of the time would go to looking.
    """
    before = gc.get_threshold()
    gc.set_threshold(50_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _sessions_in(engine: AsyncEngine, schema: str) -> async_sessionmaker[AsyncSession]:
    """Make sessions for which the names of tables mean those of one schema, and no others."""

    class Within(Session):
        """A session of this engine alone."""

    @event.listens_for(Within, "after_begin")
    def look_there(_: Session, transaction: SessionTransaction, connection: Connection) -> None:
        if not transaction.nested:
            connection.execute(LOOK_IN, {"schema": schema})

    return async_sessionmaker(engine, expire_on_commit=False, sync_session_class=Within)
