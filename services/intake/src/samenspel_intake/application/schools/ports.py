"""What the use cases of schools need beside the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from samenspel_intake.application.desks.ports import Holdings
from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_kernel.ids import SchoolId


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLoad:
    """What hangs on a school: its pupils, open requests and items, and who works there."""

    pupils: int = 0
    requests: int = 0
    items: int = 0
    staff: int = 0


class SchoolLoads(Protocol):
    """Counts what hangs on schools of the alliance."""

    async def of(self, schools: Sequence[SchoolId]) -> Mapping[UUID, SchoolLoad]:
        """Give the load of each school."""
        ...

    async def pupils_at(self, school_id: SchoolId) -> Sequence[UUID]:
        """Give the pupils of a school that are still used."""
        ...

    async def requests_follow(self, school_id: SchoolId, to: SchoolId) -> int:
        """Let those of another school see the open requests of a school; gives how many."""
        ...


class SchoolsUnitOfWork(IntakeUnitOfWork, Protocol):
    """A transaction in which schools change."""

    @property
    def school_loads(self) -> SchoolLoads:
        """What hangs on schools."""
        ...

    @property
    def holdings(self) -> Holdings:
        """What a school answers for."""
        ...
