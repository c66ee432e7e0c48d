"""What the use cases of plans need of the outside."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.opp.hear_in_voice import Voices
from samenspel_arrangements.application.perspective.ports import Perspectives
from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain.opp.opp import Opp
from samenspel_arrangements.domain.perspective.parents import Parent
from samenspel_kernel.ids import CaseId
from samenspel_kernel.term import Term


class Opps(Protocol):
    """The plans of one alliance."""

    async def of_case(self, case_id: CaseId) -> Opp | None:
        """Load that of a case for change; None where it has none."""
        ...

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Opp]:
        """Load all of a child, for change."""
        ...

    def save(self, aggregate: Opp) -> None:
        """Have it written at the end of the unit of work."""
        ...


class OppUnits(Protocol):
    """What units ask in a plan."""

    async def asks_part_b(self, unit_id: UUID | None) -> bool:
        """Tell whether a unit asks what was done so far."""
        ...

    async def put(self, unit_id: UUID, *, asks_part_b: bool) -> None:
        """Write what a unit asks."""
        ...


class Parents(Protocol):
    """The parents of one alliance."""

    async def deciding_for(self, pupil_id: UUID) -> Sequence[Parent]:
        """Give the parents with authority over a pupil."""
        ...


class Terms(Protocol):
    """The terms of one alliance."""

    async def begin(self, rule: str, on: date, *, school_id: UUID | None = None) -> Term:
        """Compute a term that starts on a day."""
        ...


class OppUnitOfWork(Protocol):
    """One transaction with all that a use case of plans may touch in it."""

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def opps(self) -> Opps:
        """The plans."""
        ...

    @property
    def voices(self) -> Voices:
        """The moments of children."""
        ...

    @property
    def perspectives(self) -> Perspectives:
        """The shared perspectives."""
        ...

    @property
    def opp_units(self) -> OppUnits:
        """What units ask."""
        ...

    @property
    def parents(self) -> Parents:
        """The parents."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...
