"""Up to how much a school arranges help by its own word: dated, versioned data (M11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_kernel.errors import FieldError, InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangingLimit:
    """One version of what one help may cost that a school decides by itself.

    Of one school, of the schools of a unit, or, without both, of all schools. `source` names the
    paper in which it was decided, `valid_from` is its first day.
    """

    school_id: UUID | None = None
    unit_id: UUID | None = None
    version: int
    limit: Cents
    valid_from: date
    source: str

    def __post_init__(self) -> None:
        if self.school_id is not None and self.unit_id is not None:
            raise ValueError("a limit is of a school or of a unit")

    @property
    def closeness(self) -> int:
        """How close it is to a school: its own, its unit's, or everybody's."""
        return 2 if self.school_id else 1 if self.unit_id else 0

    def is_about(self, school_id: UUID, unit_id: UUID | None) -> bool:
        """Tell whether it can count for a school of a unit."""
        if self.school_id is not None:
            return self.school_id == school_id
        return self.unit_id is None or self.unit_id == unit_id

    def require(self, amount: int) -> None:
        """Refuse what costs more: that is for the unit to decide."""
        if amount > self.limit:
            raise InvalidInput(FieldError("amount", "own-help.above-limit"))


def limit_in_force(
    limits: Iterable[ArrangingLimit], *, school_id: UUID, unit_id: UUID | None, on: date
) -> ArrangingLimit | None:
    """Give the closest limit that counts for a school on a day; None if there is none at all."""
    valid = [one for one in limits if one.valid_from <= on and one.is_about(school_id, unit_id)]
    return max(valid, key=lambda one: (one.closeness, one.valid_from, one.version), default=None)
