"""What access of partners' systems needs, beside what every use case has."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from samenspel_intake.application.passwordless_ports import Tries
from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.partner_system import PartnerSystem, UsedProof
from samenspel_kernel.ids import PersonId


class PartnerSystems(Protocol):
    """The alliance's systems."""

    async def all(self) -> Sequence[PartnerSystem]:
        """Give them, the last one registered first."""
        ...

    async def find(self, id_: PersonId) -> PartnerSystem | None:
        """Give one; nobody else can change it meanwhile."""
        ...

    async def put(self, system: PartnerSystem) -> None:
        """Write one, new or changed."""
        ...


class UsedProofs(Protocol):
    """Proofs that were used, of all alliances."""

    async def use(self, proof: UsedProof) -> bool:
        """Use one; False if it was used before."""
        ...

    async def forget(self, *, before: datetime) -> None:
        """Delete those that expired before a moment."""
        ...


class SystemUnitOfWork(IntakeUnitOfWork, Protocol):
    """One transaction with everything that access of systems may touch in it."""

    @property
    def systems(self) -> PartnerSystems:
        """The alliance's systems."""
        ...

    @property
    def used_proofs(self) -> UsedProofs:
        """Proofs that were used."""
        ...

    @property
    def tries(self) -> Tries:
        """How often something was tried."""
        ...
