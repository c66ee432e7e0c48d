"""How a school's duty of care ends, and what else a school may answer.

It ends when the school itself admits the child, or when another school declares in writing that
it will. A refusal on a ground of the law and parents who withdraw end the school's part; the
child then is the desk's, until it has a school.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from samenspel_intake.domain.ids import DocumentId
from samenspel_kernel.errors import FieldError
from samenspel_kernel.ids import SchoolId
from samenspel_kernel.term import Term


class PlaceKind(StrEnum):
    """Where a child finds its place."""

    OWN_SCHOOL = "own-school"
    OTHER_REGULAR_SCHOOL = "other-regular-school"
    SPECIAL_SCHOOL = "special-school"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """Another school's written word that it will admit the child.

    A special school needs the number of the declaration of admissibility (TLV).
    """

    school_id: SchoolId
    document_id: DocumentId
    declared_on: date
    kind: PlaceKind
    tlv_number: str = ""

    def wrong(self, *, today: date) -> list[FieldError]:
        """List what makes it no declaration of another school."""
        special = self.kind is PlaceKind.SPECIAL_SCHOOL
        checks = {
            ("kind", "registration.not-another-school"): self.kind is PlaceKind.OWN_SCHOOL,
            ("tlv_number", "registration.tlv-missing"): special and not self.tlv_number.strip(),
            ("declared_on", "date.in-future"): self.declared_on > today,
        }
        return [FieldError(*error) for error, is_wrong in checks.items() if is_wrong]


class Ground(StrEnum):
    """On what a school may say no although a child needs support."""

    FULL_FOR_EVERYBODY = "full-for-everybody"
    DENOMINATION_NOT_RESPECTED = "denomination-not-respected"
    INFORMATION_NOT_SUPPLIED = "information-not-supplied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A no with its ground, in words that the parents get, and what proves it.

    The proof is the published admission policy, the parents' own statement, or the letter that
    asked for the information; `supply` is the term that this letter gave.
    """

    ground: Ground
    reason: str
    document_id: DocumentId
    supply: Term | None = None

    def wrong(self, *, today: date) -> list[FieldError]:
        """List what is missing, or comes too early."""
        needs_term = self.ground is Ground.INFORMATION_NOT_SUPPLIED
        too_early = self.supply is not None and today <= self.supply.last_day
        checks = {
            ("reason", "registration.reason-missing"): not self.reason.strip(),
            ("supply", "registration.never-asked"): needs_term and self.supply is None,
            ("supply", "registration.may-still-be-supplied"): needs_term and too_early,
        }
        return [FieldError(*error) for error, is_wrong in checks.items() if is_wrong]


@dataclass(frozen=True, slots=True)
class Admitted:
    """The school itself takes the child, with the support that it needs."""

    kind: ClassVar = PlaceKind.OWN_SCHOOL
    from_day: date


@dataclass(frozen=True, slots=True)
class DeclaredElsewhere:
    """Another school declared in writing that it takes the child."""

    declaration: Declaration


@dataclass(frozen=True, slots=True)
class DutyElsewhere:
    """No place here, and never a duty here: the school of first preference has it."""

    duty_at: SchoolId


@dataclass(frozen=True, slots=True)
class GoneAbroad:
    """The child left the Netherlands; the document is the parents' word."""

    document_id: DocumentId


@dataclass(frozen=True, slots=True)
class Died:
    """The child died; nothing may be asked or sent any more."""


End = Admitted | DeclaredElsewhere | DutyElsewhere | GoneAbroad | Died
