"""What the use cases of places need of the outside."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain.places.placement import Placement
from samenspel_arrangements.domain.places.provision import Provision, ProvisionKind
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.term import Term


class Provisions(Protocol):
    """The provisions of one alliance."""

    async def locked(self, id_: UUID) -> Provision:
        """Load one for change; nobody else changes it meanwhile; NotFound if there is none."""
        ...

    async def keep(self, provision: Provision) -> None:
        """Write it with its seats."""
        ...


class Placements(Protocol):
    """The ways to a place of one alliance's children."""

    async def find(self, id_: UUID) -> Placement | None:
        """Load one for change, or None."""
        ...

    async def get(self, id_: UUID) -> Placement:
        """Load one for change; NotFound if there is none."""
        ...

    async def of_case(self, case_id: UUID) -> Sequence[Placement]:
        """Load all of a case for change, the oldest first."""
        ...

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Placement]:
        """Load all of a child for change, the oldest first."""
        ...

    async def is_sought(self, case_id: UUID, kind: ProvisionKind | None = None) -> bool:
        """Tell whether the child of a case is still on its way to a place (of a kind)."""
        ...

    def save(self, aggregate: Placement) -> None:
        """Have it written at the end of the transaction."""
        ...


class Tlvs(Protocol):
    """The TLVs of one alliance."""

    async def get(self, id_: UUID) -> Tlv:
        """Load one for change; NotFound if there is none."""
        ...

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Tlv]:
        """Load all about a child, for change, the oldest first."""
        ...

    def save(self, aggregate: Tlv) -> None:
        """Have it written at the end of the transaction."""
        ...


class Terms(Protocol):
    """The terms of one alliance."""

    async def begin(self, rule: str, on: date, *, school_id: UUID | None = None) -> Term:
        """Compute a term that starts on a day."""
        ...


class SeatsUnitOfWork(Protocol):
    """One transaction with seats, and who has or asks them."""

    @property
    def provisions(self) -> Provisions:
        """The provisions."""
        ...

    @property
    def placements(self) -> Placements:
        """The ways to a place."""
        ...


class PlacesUnitOfWork(SeatsUnitOfWork, Protocol):
    """One transaction with all that the way to a place touches."""

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def tlvs(self) -> Tlvs:
        """The TLVs."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...
