"""What the use cases of TLVs need of the outside."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.hand_over_item import Office
from samenspel_arrangements.application.letters.how_far import ChildrensPlaces
from samenspel_arrangements.application.letters.order_letter import Letters
from samenspel_arrangements.application.people.keep_profile import Profiles
from samenspel_arrangements.application.places.distances import PostcodeAreas
from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain.tlv.criteria import KnownCriterion
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.professions import ProfessionRule
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.running_terms import Suspension
from samenspel_kernel.term import Term


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


class TlvNumbers(Protocol):
    """The numbers that were given, and the next one."""

    async def next(self, tlv_id: TlvId, *, year: int) -> str:
        """Give the next number of a year, for good."""
        ...

    async def keep_foreign(self, tlv_id: TlvId, issuer: str, number: str, *, year: int) -> None:
        """Keep another alliance's number; RuleViolation when it was brought in before."""
        ...


class Employers(Protocol):
    """Where people are known to work."""

    async def schools_of(self, person_id: UUID) -> Collection[UUID]:
        """Give the schools that a person works for."""
        ...


class Terms(Protocol):
    """The terms of one alliance."""

    async def begin(self, rule: str, on: date, *, school_id: UUID | None = None) -> Term:
        """Compute a term that starts on a day."""
        ...

    async def again(
        self, term: Term, suspensions: Sequence[Suspension], *, school_id: UUID | None = None
    ) -> Term:
        """Compute a term anew that stood still."""
        ...


class TlvUnitOfWork(Protocol):
    """One transaction."""

    @property
    def tlvs(self) -> Tlvs:
        """The TLVs."""
        ...

    @property
    def tlv_numbers(self) -> TlvNumbers:
        """Their numbers."""
        ...

    @property
    def profiles(self) -> Profiles:
        """What people say that they can."""
        ...

    @property
    def employers(self) -> Employers:
        """Where people work."""
        ...

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...

    @property
    def colleagues(self) -> Office:
        """Who works there."""
        ...

    @property
    def letters(self) -> Letters:
        """The letters to families."""
        ...

    @property
    def postcode_areas(self) -> PostcodeAreas:
        """Where homes and schools are."""
        ...

    @property
    def childrens_places(self) -> ChildrensPlaces:
        """Where children have a place."""
        ...


@dataclass(frozen=True, slots=True)
class TlvRules:
    """What a TLV is decided by, in all versions."""

    professions: tuple[ProfessionRule, ...]
    criteria: tuple[KnownCriterion, ...]
