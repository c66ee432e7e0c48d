"""Publishes the log to RabbitMQ: in order per aggregate, and past nothing unconfirmed."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from enum import Enum, auto
from typing import Any, cast
from uuid import UUID

import aiormq
import structlog
from aio_pika.abc import AbstractChannel
from aiormq import spec
from aiormq.exceptions import DeliveryError, PublishError
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_contracts.envelope import CONTENT_TYPE, Envelope
from samenspel_messaging import failpoints
from samenspel_messaging.link import BrokerLink, BrokerLost, talking
from samenspel_messaging.log import NOT_THIS_PART, LogReader
from samenspel_messaging.loops import Pulse
from samenspel_messaging.metrics import RETURNED
from samenspel_messaging.sequencer import Lease
from samenspel_messaging.topology import Names, routing_key, watermark_key
from samenspel_messaging.wakeup import Wakeup
from samenspel_messaging.watermarks import TYPE, Announcer

NAME = "relay"
READ = 2048
WINDOW = 512
POLL_SECONDS = 1.0
"""Only in case it was missed: the sequencer, in the same process, tells of what is new."""

CONFIRM_SECONDS = 10.0
STOPPED_SECONDS = 5.0
WATERMARK_SECONDS = 10.0

logger = structlog.get_logger(__name__)

LOAD = text("SELECT part, pos FROM bus.sink_cursor WHERE sink = 'amqp'")
MOVE = text("""
    UPDATE bus.sink_cursor AS c SET pos = n.pos
    FROM unnest(CAST(:parts AS smallint[]), CAST(:positions AS bigint[])) AS n(part, pos)
    WHERE c.sink = 'amqp' AND c.part = n.part AND c.pos < n.pos
      AND EXISTS (SELECT 1 FROM bus.log_lease
                  WHERE epoch = :epoch AND lease_until > clock_timestamp())
    RETURNING c.part
""")


class Fate(Enum):
    """What the broker did with a message."""

    CONFIRMED = auto()
    RETURNED = auto()
    REFUSED = auto()


def windows(entries: Iterable[Envelope], most: int = WINDOW) -> Iterator[list[Envelope]]:
    """Split into windows in which each aggregate occurs once, keeping its events in order.

    No two events of an aggregate are under way together, so none can overtake the other.
    """
    rounds: list[list[Envelope]] = []
    occurrences: dict[UUID, int] = {}
    for entry in entries:
        turn = occurrences.get(entry.subject, 0)
        occurrences[entry.subject] = turn + 1
        if turn == len(rounds):
            rounds.append([])
        rounds[turn].append(entry)
    for one in rounds:
        for start in range(0, len(one), most):
            yield one[start : start + most]


class Progress:
    """Which of the read entries were confirmed, and how far each part is without a hole."""

    def __init__(self, entries: Sequence[Envelope]) -> None:
        self._waiting: dict[int, list[int]] = {}
        for entry in entries:
            self._waiting.setdefault(entry.part, []).append(entry.pos)
        self._confirmed: dict[int, set[int]] = {part: set() for part in self._waiting}
        self.stopped: set[int] = set()

    def note(self, entry: Envelope, fate: Fate) -> None:
        """Note what became of one; a part with a failure goes no further in this round."""
        if fate is Fate.CONFIRMED:
            self._confirmed[entry.part].add(entry.pos)
        else:
            self.stopped.add(entry.part)

    def take(self) -> dict[int, int]:
        """Give the parts that came further since the last time, and how far."""
        moved = {}
        for part, waiting in self._waiting.items():
            done = 0
            while done < len(waiting) and waiting[done] in self._confirmed[part]:
                done += 1
            if done:
                moved[part] = waiting[done - 1]
                del waiting[:done]
        return moved


class Relay:
    """The sink `amqp`: a cursor over this service's log; works only while the lease is ours."""

    def __init__(
        self,
        *,
        engine: AsyncEngine,
        reader: LogReader,
        lease: Lease,
        link: BrokerLink,
        names: Names,
        wakeup: Wakeup,
        pulse: Pulse,
        watermark_seconds: float = WATERMARK_SECONDS,
    ) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._reader, self._lease, self._link = reader, lease, link
        self._names, self._wakeup, self._pulse = names, wakeup, pulse
        self._stopped_until: dict[int, float] = {}
        self._announcer = Announcer(names.service, every=watermark_seconds)

    async def session(self, stop: asyncio.Event) -> None:
        """Publish on one channel until asked to stop; BrokerLost or database trouble ends it."""
        if self._lease.epoch is None:
            await self._wakeup.wait(POLL_SECONDS)
            return
        epoch = self._lease.epoch
        async with self._engine.connect() as conn:
            after = {row.part: row.pos for row in await conn.execute(LOAD)}
        async with self._link.channel(confirms=True) as channel:
            while not stop.is_set() and self._lease.epoch == epoch:
                self._pulse.beat(NAME)
                await self._round(channel, after, epoch)
                await self._announce(channel)

    async def _round(self, channel: AbstractChannel, after: dict[int, int], epoch: int) -> None:
        seen = self._wakeup.count
        entries = await self._reader.read(self._open_parts(after), READ)
        if not entries:
            await self._wakeup.wait(POLL_SECONDS, since=seen)
            return
        progress = Progress(entries)
        for window in windows(entries):
            todo = [entry for entry in window if entry.part not in progress.stopped]
            await self._publish(channel, todo, progress)
            moved = progress.take()
            if moved and not await self._move(moved, epoch):
                return  # someone else has the lease; the session's loop sees it next
            after.update(moved)

    async def _announce(self, channel: AbstractChannel) -> None:
        """Send a watermark if it is time; nobody needs to listen."""
        now = asyncio.get_running_loop().time()
        if not self._announcer.is_due(now):
            return
        async with self._engine.connect() as conn:
            body = await self._announcer.take(conn, now=now)
        if body is None:
            return
        with talking():
            under = cast(aiormq.Channel, await channel.get_underlay_channel())
            with suppress(DeliveryError):  # a reader's queue is full; the next one will do
                await under.basic_publish(
                    body,
                    exchange=self._names.events,
                    routing_key=watermark_key(self._names.service),
                    properties=spec.Basic.Properties(
                        content_type=CONTENT_TYPE, message_type=TYPE, delivery_mode=2
                    ),
                    timeout=CONFIRM_SECONDS,
                )

    def _open_parts(self, after: dict[int, int]) -> dict[int, int]:
        """Leave the parts out that stand still for a moment."""
        now = asyncio.get_running_loop().time()
        self._stopped_until = {p: t for p, t in self._stopped_until.items() if t > now}
        return after | dict.fromkeys(self._stopped_until, NOT_THIS_PART)

    async def _publish(
        self, channel: AbstractChannel, window: Sequence[Envelope], progress: Progress
    ) -> None:
        with talking():
            under = cast(aiormq.Channel, await channel.get_underlay_channel())
        # The channel's lock is fair, so the tasks' order is the order on the wire.
        tasks = [
            asyncio.create_task(
                under.basic_publish(
                    entry.to_wire(),
                    exchange=self._names.events,
                    routing_key=routing_key(entry),
                    properties=self._properties(entry),
                    mandatory=True,
                    timeout=CONFIRM_SECONDS,
                    wait=False,
                )
            )
            for entry in window
        ]
        failpoints.reach("after-publish")
        answers = await asyncio.gather(*tasks, return_exceptions=True)
        failpoints.reach("after-confirm")
        for entry, answer in zip(window, answers, strict=True):
            progress.note(entry, self._judge(entry, answer))

    def _judge(self, entry: Envelope, answer: object) -> Fate:
        now = asyncio.get_running_loop().time()
        match answer:
            case spec.Basic.Ack():
                return Fate.CONFIRMED
            case PublishError():
                RETURNED.labels(self._names.service).inc()
                logger.error(
                    "relay.returned", service=self._names.service, type=entry.type, part=entry.part
                )
                self._stopped_until[entry.part] = now + STOPPED_SECONDS
                return Fate.RETURNED
            case DeliveryError():
                self._stopped_until[entry.part] = now + 1
                return Fate.REFUSED
            case BaseException():
                raise BrokerLost(type(answer).__name__) from answer
            case _:
                raise BrokerLost("unconfirmed")

    def _properties(self, entry: Envelope) -> spec.Basic.Properties:
        return spec.Basic.Properties(
            content_type=CONTENT_TYPE,
            message_id=str(entry.id),
            message_type=entry.type,
            app_id=self._names.service,
            timestamp=entry.time,
            delivery_mode=2,
            priority=0,
        )

    async def _move(self, moved: dict[int, int], epoch: int) -> bool:
        """Move the cursor; False if the lease is no longer ours."""
        values: dict[str, Any] = {"parts": list(moved), "positions": list(moved.values())}
        async with self._engine.connect() as conn:
            rows = await conn.execute(MOVE, {**values, "epoch": epoch})
            if rows.first() is not None:
                return True
        self._lease.epoch = None
        return False
