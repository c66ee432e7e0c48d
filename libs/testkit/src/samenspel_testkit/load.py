"""Clients that keep writing, at a set pace, and note what they were told."""

import asyncio
import random
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from samenspel_kernel.errors import StaleVersion
from samenspel_messaging.loops import DATABASE_TROUBLE
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_testkit.history import History, Operation, Outcome
from samenspel_testkit.toy_services import ALLIANCE, Toy, ToyUnitOfWork

TROUBLE_SECONDS = 0.05
ROLLED_BACK, SEVERAL, POLISHED, NEW = 0.10, 0.10, 0.05, 0.05


class ChangedMind(Exception):
    """A client gave up in the middle of its transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How hard clients write: commands per second, over so many units and clients at once."""

    rate: float = 100.0
    units: int = 40
    clients: int = 8


@dataclass(slots=True)
class _Command:
    toy: UUID | None
    unit: UUID
    counts: int
    gives_up: bool

    @property
    def events(self) -> int:
        return max(1, self.counts)


@dataclass
class Load:
    """A bounded load over toys of many units; one in ten commands is rolled back."""

    transactions: Transactions[ToyUnitOfWork]
    history: History
    seed: int
    pace: Pace = field(default_factory=Pace)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)  # noqa: S311 - to be repeated, not to be secret
        self._units = [uuid4() for _ in range(self.pace.units)]
        self.toys: dict[UUID, UUID] = {}
        """The unit of each toy that is known to exist."""

    async def prepare(self, toys: int = 80, *, counts: int = 1) -> None:
        """Make the first toys, each of which has counted so often."""
        for number in range(toys):
            unit = self._units[number % len(self._units)]
            await self.run_one(_Command(None, unit, counts, gives_up=False))

    async def run(self, seconds: float) -> None:
        """Write for so long; a client that falls behind does not hurry to catch up."""
        loop = asyncio.get_running_loop()
        began, step = loop.time(), self.pace.clients / self.pace.rate

        async def client(number: int) -> None:
            due = began + number * self.pace.rate**-1
            while due < began + seconds:
                await asyncio.sleep(max(0.0, due - loop.time()))
                await self.run_one(self._next())
                due = max(due + step, loop.time())

        async with asyncio.TaskGroup() as group:
            for number in range(self.pace.clients):
                group.create_task(client(number))

    async def count(self, toy: UUID, times: int = 1) -> Operation:
        """Let one toy count so often, in one command."""
        return await self.run_one(_Command(toy, self.toys[toy], times, gives_up=False))

    async def run_one(self, command: _Command) -> Operation:
        """Run a command, and note how it ended."""
        scope = Scope.begin(ALLIANCE)
        operation = self.history.begin(scope.correlation_id, command.events)
        outcome = Outcome.FAILED
        try:
            async with self.transactions(scope) as uow:
                toy = await self._change(uow, command)
                await uow.record_facts()
                if command.gives_up:
                    raise ChangedMind
                outcome = Outcome.UNKNOWN  # from here on it asks for the commit
            outcome = Outcome.OK
            self.toys[toy.id] = command.unit
        except (ChangedMind, StaleVersion):
            outcome = Outcome.FAILED
        except DATABASE_TROUBLE:
            await asyncio.sleep(TROUBLE_SECONDS)
        self.history.end(operation, outcome)
        return operation

    async def _change(self, uow: ToyUnitOfWork, command: _Command) -> Toy:
        if command.toy is None:
            toy = Toy(id=uuid4(), alliance_id=ALLIANCE, unit_id=command.unit)
        else:
            toy = await uow.toys.get(command.toy)
        for _ in range(command.counts):
            toy.count()
        if not command.counts:
            toy.polish()
        uow.toys.save(toy)
        return toy

    def _next(self) -> _Command:
        dice = self._dice
        unit = dice.choice(self._units)
        toy = dice.choice(list(self.toys)) if self.toys and dice.random() > NEW else None
        counts = dice.choice((2, 3)) if dice.random() < SEVERAL else 1
        if toy is not None and dice.random() < POLISHED:
            counts = 0
        return _Command(
            toy, self.toys.get(toy, unit) if toy else unit, counts, dice.random() < ROLLED_BACK
        )
