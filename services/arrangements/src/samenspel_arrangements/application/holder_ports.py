"""What giving a case to another holder needs of the outside."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain.handing_over import CanHold
from samenspel_kernel.term import Term


class Terms(Protocol):
    """The rule records of one alliance."""

    async def begin(self, rule: str, on: date) -> Term:
        """Compute a term that starts on a day."""
        ...


class Colleagues(Protocol):
    """Who can hold a case in one alliance."""

    async def may_hold(self, person_id: UUID, unit_id: UUID | None, *, on: date) -> bool:
        """Tell whether a person may work, on a day, on cases of a unit."""
        ...

    async def desks(self, *, on: date) -> Sequence[CanHold]:
        """Give the units at whose desk somebody works on a day."""
        ...


class HoldersUnitOfWork(Protocol):
    """One transaction with everything that a use case may touch in it."""

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...

    @property
    def colleagues(self) -> Colleagues:
        """Who can hold a case."""
        ...
