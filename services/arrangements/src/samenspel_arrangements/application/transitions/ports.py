"""What the use cases of transitions need of the outside."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain.perspective.parents import Parent
from samenspel_arrangements.domain.transitions.transition import Transition
from samenspel_kernel.term import Term


class Transitions(Protocol):
    """The transitions of one alliance's children."""

    async def get(self, id_: UUID) -> Transition:
        """Load one for change; NotFound if there is none."""
        ...

    async def of_case(self, case_id: UUID) -> Sequence[Transition]:
        """Load all of a case for change, the oldest first."""
        ...

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Transition]:
        """Load all of a child for change, the oldest first."""
        ...

    async def lock_running(self, case_id: UUID) -> bool:
        """Keep others from its case until the end; tells whether it runs (and one alone has it)."""
        ...

    async def runs(self, case_id: UUID) -> bool:
        """Tell whether the child of a case goes on to a school that did not accept it yet."""
        ...

    def save(self, aggregate: Transition) -> None:
        """Have it written at the end of the transaction."""
        ...


class Terms(Protocol):
    """The terms of one alliance."""

    async def begin(self, rule: str, on: date, *, school_id: UUID | None = None) -> Term:
        """Compute a term that starts on a day, or that counts back from it."""
        ...


class KnownSchools(Protocol):
    """The schools that intake told of."""

    async def knows(self, school_id: UUID) -> bool:
        """Tell whether there is such a school."""
        ...


class Parents(Protocol):
    """The parents of one alliance's children."""

    async def deciding_for(self, pupil_id: UUID) -> Sequence[Parent]:
        """Give those with authority."""
        ...


class FollowingUnitOfWork(Protocol):
    """One transaction with transitions."""

    @property
    def transitions(self) -> Transitions:
        """The transitions."""
        ...


class BeginningUnitOfWork(FollowingUnitOfWork, Protocol):
    """One transaction with what a transition needs to begin."""

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...


class TransitionsUnitOfWork(BeginningUnitOfWork, Protocol):
    """One transaction with all that a transition touches."""

    @property
    def known_schools(self) -> KnownSchools:
        """The schools."""
        ...

    @property
    def parents(self) -> Parents:
        """The parents."""
        ...
