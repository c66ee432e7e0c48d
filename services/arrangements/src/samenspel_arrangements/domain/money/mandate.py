"""Who may commit money by its own word, and up to which amount: dated, versioned data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_kernel.actor import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """One version of what a role may commit for one arrangement, in all; None is without limit.

    `source` names the paper in which the alliance decided it, `valid_from` is its first day.
    """

    role: Role
    version: int
    limit: Cents | None
    valid_from: date
    source: str

    def allows(self, total: int) -> bool:
        """Tell whether an arrangement may cost this much by it."""
        return self.limit is None or total <= self.limit


def mandate_in_force(mandates: Iterable[Mandate], role: Role, on: date) -> Mandate | None:
    """Give the newest version of a role's mandate that counts on a day; None if it has none."""
    valid = [m for m in mandates if m.role is role and m.valid_from <= on]
    return max(valid, key=lambda m: (m.valid_from, m.version), default=None)
