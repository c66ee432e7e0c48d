"""What the use cases of perspectives need of the outside."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain.perspective.parents import Parent
from samenspel_arrangements.domain.perspective.perspective import SharedPerspective
from samenspel_kernel.ids import CaseId
from samenspel_kernel.term import Term


class Perspectives(Protocol):
    """The perspectives of one alliance."""

    async def of_case(self, case_id: CaseId) -> SharedPerspective | None:
        """Load that of a case for change; None where it has none."""
        ...

    def save(self, aggregate: SharedPerspective) -> None:
        """Have it written at the end of the unit of work."""
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


class PerspectiveUnitOfWork(Protocol):
    """One transaction with all that a use case of perspectives may touch in it."""

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def perspectives(self) -> Perspectives:
        """The perspectives."""
        ...

    @property
    def parents(self) -> Parents:
        """The parents."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...
