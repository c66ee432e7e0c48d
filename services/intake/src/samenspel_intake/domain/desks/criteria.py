"""By what a desk decides: the same for every unit, dated, versioned and public.

Each decision cites the version that it was taken by, so that help is no matter of chance.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.errors import FieldError, InvalidInput

MOST_POINTS = 20
LONGEST_POINT = 300


class DecisionKind(StrEnum):
    """What a desk can decide on a request."""

    ADVICE = "advice"
    REFUSED = "refused"
    ARRANGEMENT = "arrangement"
    TLV = "tlv"
    UNIT = "unit"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """One version of what counts for one kind of decision; `points` are numbered from 1."""

    kind: DecisionKind
    version: int
    points: tuple[str, ...]
    source: str
    valid_from: date

    def wrong(self) -> list[FieldError]:
        """List what can't be published: nothing, too much, no source, forbidden numbers."""
        wrong = [] if self.points else [FieldError("points", "criteria.missing")]
        if len(self.points) > MOST_POINTS or any(len(p) > LONGEST_POINT for p in self.points):
            wrong.append(FieldError("points", "criteria.too-long"))
        if not self.source.strip():
            wrong.append(FieldError("source", "criteria.no-source"))
        texts = {"points": "\n".join(self.points), "source": self.source}
        return [*wrong, *forbidden_identifiers.field_errors(**texts)]

    def check(self, points: Iterable[int]) -> None:
        """Refuse with InvalidInput points that it does not have."""
        if any(not 1 <= point <= len(self.points) for point in points):
            raise InvalidInput(FieldError("points", "criteria.unknown-point"))


def in_force(versions: Iterable[Criteria], kind: DecisionKind, on: date) -> Criteria:
    """Give the newest version that is valid on a day; KeyError if there is none."""
    valid = [c for c in versions if c.kind is kind and c.valid_from <= on]
    if not valid:
        raise KeyError(kind)
    return max(valid, key=lambda c: (c.valid_from, c.version))
