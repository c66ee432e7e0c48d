"""Makes a projection anew from the logs, beside the one in use, and puts it in its place.

Blue/green: the consumer's own handlers fill empty copies of its tables, up to where the consumer
is. For a moment the consumer stands still, so that both are at the same positions: once to
compare them, once to swap them. What is interrupted goes on from where it was.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from samenspel_messaging import cursors, rebuild_ledger, rebuild_tables
from samenspel_messaging.consumers import Consumer
from samenspel_messaging.cursors import Positions
from samenspel_messaging.effects import MakeUow
from samenspel_messaging.log import LogReader
from samenspel_messaging.rebuild_compare import Compared, compare
from samenspel_messaging.rebuild_filling import Filling, Tell
from samenspel_messaging.rebuild_tables import CannotCopy

TAIL = 500
"""So few events may be left when the consumer is stopped."""
TRIES = 20
REST_SECONDS = 0.5
ALONE = 3_704_191_260
"""The number of the advisory lock; arbitrary."""

ONLY_ONE = text("SELECT pg_try_advisory_lock(:number)")
AWAIT_CONSUMER = text("SET LOCAL lock_timeout = '2s'")
AWAIT_READERS = text("SET LOCAL lock_timeout = '250ms'")
"""While we wait for a table, everyone who comes after us waits too."""
LOOK = text("SELECT 1")
BUSY = ("55P03", "40P01")
"""SQLSTATEs: a lock was not to be had, a deadlock."""

ResultT = TypeVar("ResultT")


class RebuildRefused(Exception):
    """It can't be done; the text is a sentence that says why."""


class _NotNow(Exception):
    """The consumer can't be stopped for so long as this would take."""


@dataclass(frozen=True, kw_only=True)
class Projection:
    """A consumer and the tables that it alone writes, all of which follow from the logs."""

    consumer: Consumer
    tables: tuple[str, ...]

    @property
    def name(self) -> str:
        """The consumer's name."""
        return self.consumer.name

    @property
    def green(self) -> str:
        """The schema of the tables while they are made."""
        return f"rebuild_{self.name}"

    @property
    def old(self) -> str:
        """The schema of the tables that were in use before."""
        return f"before_{self.name}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The tables in use beside the rebuilt ones, at the same positions of the logs.

    `held` and `held_green` are how many events wait, for the consumer and in the rebuild.
    """

    tables: tuple[Compared, ...]
    held: int
    held_green: int

    @property
    def equal(self) -> bool:
        """Whether the rebuild changes nothing."""
        return self.held == self.held_green and all(table.equal for table in self.tables)


class Rebuild:
    """The rebuild of one projection. `owner` owns the tables, `worker` is the consumers' role."""

    def __init__(
        self,
        projection: Projection,
        *,
        service: str,
        owner: AsyncEngine,
        worker: AsyncEngine,
        readers: Mapping[str, LogReader],
        make_uow: MakeUow,
    ) -> None:
        _check(projection.consumer, readers)
        self._projection, self._owner, self._worker = projection, owner, worker
        self._role = f"{service}_worker"
        self._filling = Filling(
            projection.consumer,
            schema=projection.green,
            service=service,
            engine=worker,
            readers=readers,
            make_uow=make_uow,
        )
        self.stood_still = 0.0
        """Seconds for which the consumer had to wait, the last time."""

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """Keep other rebuilds in this database out, as long as the block lasts."""
        autocommit = self._owner.execution_options(isolation_level="AUTOCOMMIT")
        async with autocommit.connect() as conn:
            if not await conn.scalar(ONLY_ONE, {"number": ALONE}):
                raise RebuildRefused("Another rebuild is running.")
            try:
                yield
            finally:
                await conn.invalidate()  # which ends the lock, in whatever state we are

    async def begin(self, *, afresh: bool = False) -> bool:
        """Make the copies, or find those of an earlier attempt; tell which (True: found)."""
        projection = self._projection
        async with self._owner.begin() as conn:
            await cursors.create(conn, [projection.consumer])
            if not afresh and await self._can_go_on(conn):
                return True
            await rebuild_tables.drop(conn, projection.green)
            await rebuild_ledger.forget(conn, projection.name)
            try:
                await rebuild_tables.make_copy(
                    conn, projection.green, projection.tables, worker=self._role
                )
            except CannotCopy as why:
                raise RebuildRefused(f"A copy would not be the same: {why}.") from None
            await cursors.create(conn, [self._filling.consumer])
        return False

    async def _can_go_on(self, conn: AsyncConnection) -> bool:
        projection = self._projection
        if await rebuild_tables.began(conn, projection.green) is None:
            return False
        try:
            await rebuild_tables.check_same(conn, projection.green, projection.tables)
        except CannotCopy:  # the tables in use were migrated meanwhile
            return False
        return True

    async def progress(self) -> tuple[int, int]:
        """Give how many entries of the logs were passed, of how many."""
        async with self._worker.connect() as conn:
            done = await rebuild_ledger.positions(conn, self._filling.consumer.name)
            to = await rebuild_ledger.positions(conn, self._projection.name)
        return sum(done.values()), sum(to.values())

    async def catch_up(self, tell: Tell) -> None:
        """Come near to where the consumer is, which goes on meanwhile."""
        while True:
            async with self._worker.connect() as conn:
                to = await rebuild_ledger.positions(conn, self._projection.name)
                left = await self._left(conn, to)
            if left <= TAIL:
                return
            await self._filling.follow(to, tell)

    async def compare(self, tell: Tell) -> Comparison:
        """Compare both at the same positions; the consumer goes on meanwhile."""
        await self.catch_up(tell)
        async with self._owner.begin() as conn:
            await rebuild_tables.analyze(conn, self._projection.green, self._projection.tables)
        return await self._patiently(self._compare, tell)

    async def swap(self, tell: Tell) -> None:
        """Put the rebuilt tables in place; those that were in use are kept beside them."""
        await self.drop_old()
        async with self._owner.begin() as conn:
            await rebuild_tables.create(conn, self._projection.old)
        await self._patiently(self._swap, tell)
        async with self._owner.begin() as conn:
            await rebuild_ledger.forget(conn, self._projection.name)

    async def drop_old(self) -> bool:
        """Drop the tables that were in use before the last rebuild; tell whether there were any."""
        async with self._owner.begin() as conn:
            return await rebuild_tables.drop(conn, self._projection.old)

    async def _patiently(self, step: Callable[[], Awaitable[ResultT]], tell: Tell) -> ResultT:
        """Try it when it disturbs nobody for long."""
        for _ in range(TRIES):
            await self.catch_up(tell)
            try:
                return await step()
            except _NotNow:
                continue
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in BUSY:
                    raise
            await asyncio.sleep(REST_SECONDS)
        raise RebuildRefused("The tables are in use all the time; try a quieter moment.")

    async def _compare(self) -> Comparison:
        projection = self._projection
        async with self._owner.connect() as looking:
            await looking.execution_options(isolation_level="REPEATABLE READ")
            async with self._standstill():
                await looking.execute(LOOK)  # what it sees from now on is of this moment
            tables = await compare(looking, projection.green, projection.tables)
            held = [
                int(await looking.scalar(rebuild_ledger.HOLDS, {"consumer": name}) or 0)
                for name in (projection.name, self._filling.consumer.name)
            ]
            return Comparison(tuple(tables), *held)

    async def _swap(self) -> None:
        projection = self._projection
        async with self._standstill() as conn:
            await self._check_decisions(conn)
            try:
                await rebuild_tables.check_same(conn, projection.green, projection.tables)
            except CannotCopy as why:
                raise RebuildRefused(f"The tables in use were changed meanwhile: {why}.") from None
            await rebuild_ledger.take_over(conn, projection.name)
            await conn.execute(AWAIT_READERS)
            await rebuild_tables.put_in_place(
                conn, projection.green, projection.tables, old=projection.old
            )
            await rebuild_tables.drop(conn, projection.green)

    async def _check_decisions(self, conn: AsyncConnection) -> None:
        """An event that was discarded since it took effect here can't be taken out again."""
        names = {"live": self._projection.name, "green": self._filling.consumer.name}
        since = await rebuild_tables.began(conn, self._projection.green)
        if await conn.scalar(rebuild_ledger.DECIDED_SINCE, {**names, "began": since}):
            raise RebuildRefused("Events were discarded meanwhile; begin anew, with --afresh.")

    @asynccontextmanager
    async def _standstill(self) -> AsyncIterator[AsyncConnection]:
        """Have the consumer wait within the block, and the rebuild be where it is."""
        async with self._owner.begin() as conn:
            await conn.execute(AWAIT_CONSUMER)
            to = await rebuild_ledger.stop(conn, self._projection.name)
            began = perf_counter()
            if await self._left(conn, to) > TAIL:
                raise _NotNow
            await self._filling.follow(to, _to_nobody)
            yield conn
        self.stood_still = perf_counter() - began

    async def _left(self, conn: AsyncConnection, to: Positions) -> int:
        done = await rebuild_ledger.positions(conn, self._filling.consumer.name)
        return sum(max(0, pos - done.get(key, 0)) for key, pos in to.items())


def _check(consumer: Consumer, readers: Mapping[str, LogReader]) -> None:
    """Refuse what can't be rebuilt."""
    if consumer.outward:
        raise RebuildRefused(
            f"{consumer.name} acts outward: done again, its messages would go out twice."
        )
    if not consumer.ordered:
        raise RebuildRefused(f"{consumer.name} keeps no order, so no moment is the same for two.")
    if missing := consumer.sources - readers.keys():
        raise RebuildRefused(f"There is no feed of {', '.join(sorted(missing))} to read.")


def _to_nobody(_: int) -> None:
    """Tell nobody."""
