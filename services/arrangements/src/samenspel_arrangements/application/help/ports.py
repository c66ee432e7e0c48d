"""What the course of help needs of the outside."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.holder_ports import Terms
from samenspel_arrangements.application.perspective.ports import Perspectives
from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain.arrangement import Arrangement


class GrantedHelp(Protocol):
    """The arrangements of one alliance."""

    async def get(self, id_: UUID) -> Arrangement:
        """Load one for change; NotFound if there is none."""
        ...

    async def of_case(self, case_id: UUID) -> Sequence[Arrangement]:
        """Load all of a case, for change."""
        ...

    def save(self, aggregate: Arrangement) -> None:
        """Have it written at the end of the unit of work."""
        ...


class HelpUnitOfWork(Protocol):
    """One transaction with everything that a use case may touch in it."""

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def arrangements(self) -> GrantedHelp:
        """The arrangements."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...


class WithGoalsUnitOfWork(HelpUnitOfWork, Protocol):
    """One transaction with granted help and the shared perspective in it."""

    @property
    def perspectives(self) -> Perspectives:
        """The perspectives."""
        ...
