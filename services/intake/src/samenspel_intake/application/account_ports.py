"""What log-in with an organisation's account needs, beside what every use case has."""

from collections.abc import Sequence, Set
from datetime import datetime
from typing import Protocol
from uuid import UUID

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.claim_rule import ClaimRule
from samenspel_intake.domain.school_place import SchoolPlace
from samenspel_kernel.ids import PersonId


class ClaimRules(Protocol):
    """The alliance's rules of what claims grant."""

    async def all(self) -> Sequence[ClaimRule]:
        """Give them, in the order of screens."""
        ...

    def add(self, rule: ClaimRule, *, by: PersonId, at: datetime) -> None:
        """Keep one, and who made it when."""
        ...

    async def remove(self, id_: UUID) -> None:
        """Take one away; NotFound if there is none."""
        ...


class SchoolPlaces(Protocol):
    """The schools of all alliances."""

    async def at(self, codes: Set[str]) -> Sequence[SchoolPlace]:
        """Give the schools with these codes; one of four characters means all its locations."""
        ...


class AccountUnitOfWork(IntakeUnitOfWork, Protocol):
    """One transaction with everything that log-in with an account may touch in it."""

    @property
    def claim_rules(self) -> ClaimRules:
        """The alliance's rules."""
        ...

    @property
    def school_places(self) -> SchoolPlaces:
        """The schools of all alliances."""
        ...
