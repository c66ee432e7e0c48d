"""What the use cases of time without education need of the outside."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from samenspel_intake.application.families.ports import ChildEntries
from samenspel_intake.application.ports import Collection, IntakeUnitOfWork
from samenspel_intake.domain.spell.ladder import Ladder
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_kernel.ids import PersonId, PupilId


class Spells(Collection[OutOfEducationSpell], Protocol):
    """The alliance's spells."""

    async def open_of(self, *pupil_ids: PupilId) -> OutOfEducationSpell | None:
        """Load the open spell of a child, under whichever of its ids; None if it has none."""
        ...


class Ladders(Protocol):
    """Who decides on a place, in turn; versions are added, never changed."""

    async def newest(self, municipality_code: str | None) -> Ladder | None:
        """Give what was agreed for a municipality, or else for the whole alliance."""
        ...

    async def newest_of(self, municipality_code: str) -> int:
        """Give the number of the newest version for exactly this municipality; 0 for none."""
        ...

    async def add(
        self, ladder: Ladder, *, municipality_code: str, by: PersonId, at: datetime
    ) -> None:
        """Write a version down; StaleVersion if there is one with that number."""
        ...


class InboundEvents(Protocol):
    """Which events of partners' systems came in before."""

    async def find(self, source: str, event_id: str, *, by: PersonId) -> UUID | None:
        """Give what an event of a system led to, None if it did not come before."""
        ...

    async def put(
        self, source: str, event_id: str, *, by: PersonId, made_id: UUID, at: datetime
    ) -> bool:
        """Note one; False if it came in beside this, a moment before."""
        ...


class SpellUnitOfWork(IntakeUnitOfWork, Protocol):
    """One transaction with what spells need."""

    @property
    def pupils(self) -> ChildEntries:
        """The alliance's pupils."""
        ...

    @property
    def spells(self) -> Spells:
        """The alliance's spells."""
        ...

    @property
    def ladders(self) -> Ladders:
        """Who decides on a place."""
        ...

    @property
    def inbound_events(self) -> InboundEvents:
        """Events of partners' systems."""
        ...
