"""A service's worker: everything that moves its events, in loops that live and stop together."""

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from secrets import token_hex
from typing import Any

import structlog
from aiormq.abc import DeliveredMessage
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from samenspel_messaging import catch_up, cursors, relay, watermarks
from samenspel_messaging.amqp_bus import QueueReader, Signal, deliveries_of
from samenspel_messaging.catch_up import CatchUp
from samenspel_messaging.consumers import Consumer
from samenspel_messaging.effects import Effects, MakeUow
from samenspel_messaging.holds import HoldWorker, count_holds
from samenspel_messaging.link import BrokerLink, BrokerLost
from samenspel_messaging.log import LogReader, SqlLogReader
from samenspel_messaging.log_bus import LogFollower
from samenspel_messaging.loops import DATABASE_TROUBLE, Pulse, keep_going, sleep_unless
from samenspel_messaging.metrics import HELD, OUTBOX_OLDEST, RELAY_LAG
from samenspel_messaging.operations import outbox_age, relay_lag
from samenspel_messaging.parker import Parker
from samenspel_messaging.presence import Presence
from samenspel_messaging.reckoning import Reckoner
from samenspel_messaging.sequencer import Lease, Sequencer
from samenspel_messaging.shards import LOOK_SECONDS, ShardReaders
from samenspel_messaging.topology import RETIRE, Names
from samenspel_messaging.wakeup import Pace, Wakeup

STOP_SECONDS = 25.0
POLL_SECONDS = 0.25
TOLD_SECONDS = 1.0
"""Between looks at a log that we are told of when it grows: only in case that was missed."""

MEASURE_SECONDS = 5.0
TROUBLE = (BrokerLost, *DATABASE_TROUBLE)

logger = structlog.get_logger(__name__)

Loop = Coroutine[Any, Any, None]


@dataclass(frozen=True, slots=True)
class LogSource:
    """A log to follow, and the signal that it may have grown.

    `told` says that its service sets the signal, in this process; else it is looked at often.
    """

    reader: LogReader
    wakeup: Wakeup
    told: bool = False


@dataclass(frozen=True, slots=True)
class OverLogs:
    """No broker: the logs of the services that are read, by their short names."""

    sources: Mapping[str, LogSource]


@dataclass(frozen=True, slots=True)
class OverBroker:
    """RabbitMQ; its queues exist already (`topology.apply`)."""

    url: str
    prefix: str = ""


class SpineWorker:
    """Sequences this service's events, sends them on, and applies those of others."""

    def __init__(
        self,
        *,
        service: str,
        engine: AsyncEngine,
        make_uow: MakeUow,
        consumers: Sequence[Consumer],
        bus: OverLogs | OverBroker,
        wakeup: Wakeup,
        feeds: Mapping[str, LogReader] | None = None,
        lease_seconds: float = 10.0,
        look_seconds: float = LOOK_SECONDS,
        watermark_seconds: float = relay.WATERMARK_SECONDS,
        gap_seconds: float = catch_up.GAP_SECONDS,
    ) -> None:
        """`feeds` are the logs to catch up from, by their services; without a broker `bus` has."""
        self._service, self._engine, self._bus = service, engine, bus
        self._consumers, self._wakeup = consumers, wakeup
        self._look_seconds = look_seconds
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)
        self._effects = {
            consumer.name: Effects(
                consumer, service=service, sessions=self._sessions, make_uow=make_uow, wakeup=wakeup
            )
            for consumer in consumers
        }
        owner = f"{socket.gethostname()}:{os.getpid()}:{token_hex(4)}"
        self._lease = Lease(engine, owner=owner, seconds=lease_seconds)
        self._presence = Presence(engine, name=owner, every_seconds=look_seconds)
        self._sequencer = Sequencer(engine, self._lease)
        self._pace = Pace()
        self._holds = HoldWorker(engine, self._effects)
        self._log = SqlLogReader(engine, source=service)
        self._watermark_seconds = watermark_seconds
        self._catch_up = CatchUp(
            service=service,
            engine=engine,
            effects=self._effects,
            feeds={**_readers(bus), **(feeds or {}), service: self._log},
            gap_seconds=gap_seconds,
            silent_seconds=(
                watermarks.SILENT * watermark_seconds if isinstance(bus, OverBroker) else inf
            ),
        )
        self._pulse = Pulse(service)
        self._links: list[BrokerLink] = []

    def stalled(self, after_seconds: float = 60.0) -> list[str]:
        """Name the loops that did not come round for so long; then the process is best replaced."""
        return self._pulse.stalled(after_seconds)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until asked to stop, then finish what is under way, within 25 s.

        Trouble with database or broker is waited out; anything else that ends a loop ends all.
        """
        work = asyncio.create_task(self._work(stop))
        asked = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait((work, asked), return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait((work,), timeout=STOP_SECONDS)
        finally:
            asked.cancel()
            work.cancel()
            await asyncio.wait((work,))
            await self._close()
        if work.cancelled():
            logger.warning("spine.cut-short", service=self._service)
            return
        await work

    async def _work(self, stop: asyncio.Event) -> None:
        await self._persist("cursors", self._create_cursors, stop, once=True)
        async with asyncio.TaskGroup() as group:
            for loop in self._loops(stop):
                group.create_task(loop)

    def _loops(self, stop: asyncio.Event) -> Iterator[Loop]:
        yield self._persist("lease", lambda: self._renew(stop), stop)
        yield self._persist("sequencer", self._sequence, stop)
        yield self._persist("holds", lambda: self._holds.step(stop), stop)
        yield self._persist(catch_up.NAME, lambda: self._catch_up.step(stop), stop)
        yield self._persist("measure", lambda: self._measure(stop), stop)
        match self._bus:
            case OverLogs(sources):
                yield from self._following(sources, stop)
            case OverBroker(url, prefix):
                yield from self._over_broker(url, Names(self._service, prefix), stop)

    def _following(self, sources: Mapping[str, LogSource], stop: asyncio.Event) -> Iterator[Loop]:
        own = LogSource(self._log, self._wakeup, told=True)
        for effects in self._effects.values():
            for name in sorted(effects.consumer.sources):
                source = own if name == self._service else sources[name]
                follower = LogFollower(
                    effects,
                    engine=self._engine,
                    reader=source.reader,
                    wakeup=source.wakeup,
                    pace=Pace(most=TOLD_SECONDS if source.told else POLL_SECONDS),
                )
                yield self._persist(follower.name, follower.step, stop)

    def _over_broker(self, url: str, names: Names, stop: asyncio.Event) -> Iterator[Loop]:
        publishing = BrokerLink(url, name=f"{self._service}-relay")
        consuming = BrokerLink(url, name=f"{self._service}-consumers")
        self._links = [publishing, consuming]
        sink = relay.Relay(
            engine=self._engine,
            reader=self._log,
            lease=self._lease,
            link=publishing,
            names=names,
            wakeup=self._wakeup,
            pulse=self._pulse,
            watermark_seconds=self._watermark_seconds,
        )
        yield self._persist(relay.NAME, lambda: sink.session(stop), stop)
        parker = Parker(self._engine, names, self._consumers)
        reader = QueueReader(names.parked, link=consuming, pulse=self._pulse, apply=parker.apply)
        yield self._persist(reader.name, partial(reader.session, stop), stop)
        yield self._persist("presence", lambda: self._presence.step(stop), stop)
        for effects in self._effects.values():
            yield self._read_shards(effects, names, consuming, stop)

    async def _read_shards(
        self, effects: Effects, names: Names, link: BrokerLink, stop: asyncio.Event
    ) -> None:
        consumer = effects.consumer

        def make_reader(number: int, retire: Signal) -> QueueReader:
            reckoner = Reckoner(
                consumer,
                service=self._service,
                shard=number,
                shards=lambda: shards.count,
                sessions=self._sessions,
                catch_up=self._catch_up,
            )
            return QueueReader(
                names.shard(consumer.name, number),
                link=link,
                pulse=self._pulse,
                apply=partial(_apply, effects),
                signals={RETIRE: retire, watermarks.TYPE: reckoner.hear},
            )

        async def keep(reader: QueueReader, until: asyncio.Event) -> None:
            await self._persist(reader.name, partial(reader.session, until), until)

        shards = ShardReaders(
            consumer.name,
            consumer.ordered,
            names,
            link,
            make_reader,
            keep,
            lambda: self._presence.workers,
            self._look_seconds,
        )
        try:
            await self._persist(shards.name, partial(shards.step, stop), stop)
        finally:
            await shards.close()

    async def _persist(
        self,
        name: str,
        step: Callable[[], Awaitable[None]],
        stop: asyncio.Event,
        *,
        once: bool = False,
    ) -> None:
        await keep_going(name, step, stop, pulse=self._pulse, trouble=TROUBLE, once=once)

    async def _create_cursors(self) -> None:
        async with self._engine.begin() as conn:
            await cursors.create(conn, self._consumers)
        if isinstance(self._bus, OverLogs):
            await self._catch_up.ask_unsafe()

    async def _renew(self, stop: asyncio.Event) -> None:
        await self._lease.hold()
        self._wakeup.set()
        await sleep_unless(stop, self._lease.renew_every)

    async def _sequence(self) -> None:
        seen = self._wakeup.count
        if await self._sequencer.move():
            self._pace.found()
            self._wakeup.set()
        else:
            await self._wakeup.wait(self._pace.next(), since=seen)

    async def _measure(self, stop: asyncio.Event) -> None:
        OUTBOX_OLDEST.labels(self._service).set(await outbox_age(self._engine))
        if isinstance(self._bus, OverBroker):
            RELAY_LAG.labels(self._service).set(await relay_lag(self._engine))
        held = await count_holds(self._engine)
        for consumer in self._effects:
            for state in ("retry", "gap", "parked"):
                HELD.labels(self._service, consumer, state).set(held.get((consumer, state), 0))
        await sleep_unless(stop, MEASURE_SECONDS)

    async def _close(self) -> None:
        for link in self._links:
            await link.close()
        try:
            await self._lease.give_back()
            await self._presence.leave()
        except DATABASE_TROUBLE as error:  # it runs out by itself
            logger.warning("spine.lease-kept", service=self._service, error=type(error).__name__)


async def _apply(effects: Effects, batch: list[DeliveredMessage]) -> None:
    await effects.apply(deliveries_of(batch))


def _readers(bus: OverLogs | OverBroker) -> dict[str, LogReader]:
    sources = bus.sources if isinstance(bus, OverLogs) else {}
    return {name: source.reader for name, source in sources.items()}
