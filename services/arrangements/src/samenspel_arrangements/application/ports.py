"""What the use cases need of the outside; the adapters fit themselves to this."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.case import Case
from samenspel_kernel.term import Term


class Cases(Protocol):
    """The cases of one alliance."""

    async def find(self, id_: UUID) -> Case | None:
        """Load one for change, or None."""
        ...

    async def get(self, id_: UUID) -> Case:
        """Load one for change; NotFound if there is none."""
        ...

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Case]:
        """Load all about a child, for change."""
        ...

    async def of_request(self, support_request_id: UUID) -> Sequence[Case]:
        """Load all that a request was ever offered as, for change."""
        ...

    def save(self, aggregate: Case) -> None:
        """Have it written at the end of the unit of work."""
        ...


class Arrangements(Protocol):
    """The arrangements of one alliance."""

    def save(self, aggregate: Arrangement) -> None:
        """Have it written at the end of the unit of work."""
        ...


class Terms(Protocol):
    """The terms of one alliance."""

    async def begin(self, rule: str, on: date) -> Term:
        """Compute a term that starts on a day."""
        ...


class ArrangementsUnitOfWork(Protocol):
    """One transaction with everything that a use case may touch in it."""

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def arrangements(self) -> Arrangements:
        """The arrangements."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...
