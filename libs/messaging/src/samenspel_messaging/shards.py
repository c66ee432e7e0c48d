"""Reads the shards of a consumer: those that exist on the broker now, which may become more or fewer.

How many there are is the broker's word (`topology.apply`), not a setting: all workers look there.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from math import ceil

from aio_pika.exceptions import ChannelNotFoundEntity
from aiormq.abc import DeliveredMessage

from samenspel_messaging.amqp_bus import QueueReader
from samenspel_messaging.link import BrokerLink, talking
from samenspel_messaging.loops import sleep_unless
from samenspel_messaging.partitions import PARTITIONS
from samenspel_messaging.topology import Names, passively

LOOK_SECONDS = 10.0
RETIRED_SECONDS = 60.0
"""A queue that is still there so long after it was said to go does not go after all."""

MakeReader = Callable[[int, Callable[[DeliveredMessage], Awaitable[None]]], QueueReader]
"""Gives the reader of a shard, which does the second thing when it is told that the queue goes."""

Keep = Callable[[QueueReader, asyncio.Event], Awaitable[None]]
"""Runs a reader until asked to stop."""


class _Retired(Exception):
    """The queue is about to be deleted, and everything before this is done."""


@dataclass(slots=True)
class _Reading:
    """A shard that is read, or that was read until it was told that its queue goes."""

    reader: QueueReader
    task: asyncio.Task[None]
    stop: asyncio.Event
    ended_at: float | None = None


@dataclass(slots=True)
class ShardReaders:
    """One reader per shard of one consumer, in one process; other `workers` may have the same.

    Of an `ordered` consumer the broker lets one process at a time read a shard, the first that
    asked; so whoever has more than its share steps aside for those who wait.
    """

    consumer: str
    ordered: bool
    names: Names
    link: BrokerLink
    make_reader: MakeReader
    keep: Keep
    workers: Callable[[], int]
    look_seconds: float = LOOK_SECONDS
    retired_seconds: float = RETIRED_SECONDS
    count: int = 1
    """How many shards there were when this last looked."""
    _readings: dict[int, _Reading] = field(default_factory=dict)
    _ignored: set[int] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Which loop this is."""
        return f"shards:{self.consumer}"

    async def step(self, stop: asyncio.Event) -> None:
        """Look what shards there are, read them, and share them; BrokerLost if it can't be seen."""
        self._read(0)
        present = await self._count()
        self.count = max(1, present)
        for number in range(present):
            self._read(number)
        for number in [n for n in self._readings if n >= max(1, present)]:
            await self._leave(number)
        self._share(present)
        await sleep_unless(stop, self.look_seconds)
        for reading in self._readings.values():
            if reading.task.done():
                self._note_end(reading)

    async def close(self) -> None:
        """Stop all readers after what they are doing; cancelled meanwhile, at once."""
        for reading in self._readings.values():
            reading.stop.set()
        try:
            for number in list(self._readings):
                await self._leave(number)
        except asyncio.CancelledError:
            for reading in self._readings.values():
                reading.task.cancel()
            raise

    async def _count(self) -> int:
        """Count the shards that exist."""
        async with self.link.channel() as channel:
            with talking():
                for number in range(PARTITIONS):
                    try:
                        await passively(channel, self.names.shard(self.consumer, number))
                    except ChannelNotFoundEntity:
                        return number
        return PARTITIONS

    def _read(self, number: int) -> None:
        reading = self._readings.get(number)
        if reading is not None:
            if reading.ended_at is None or self._now() < reading.ended_at + self.retired_seconds:
                return
            self._ignored.add(number)

        async def retire(_: DeliveredMessage) -> None:
            if number not in self._ignored:
                raise _Retired

        reader, stop = self.make_reader(number, retire), asyncio.Event()
        task = asyncio.ensure_future(self.keep(reader, stop))
        self._readings[number] = _Reading(reader, task, stop)

    def _note_end(self, reading: _Reading) -> None:
        """Remember when a reader was told that its queue goes; anything else ends this process."""
        try:
            reading.task.result()
        except _Retired:
            reading.ended_at = reading.ended_at or self._now()

    async def _leave(self, number: int) -> None:
        """Stop reading a shard."""
        reading = self._readings[number]
        reading.stop.set()
        await asyncio.wait((reading.task,))
        self._note_end(reading)
        self._ignored.discard(number)
        del self._readings[number]

    def _share(self, present: int) -> None:
        """Step aside at one shard if there are others and we have more than our share."""
        busy = [r.reader for _, r in sorted(self._readings.items()) if r.reader.was_busy()]
        if self.ordered and len(busy) > ceil(present / self.workers()):
            busy[-1].step_aside()

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
