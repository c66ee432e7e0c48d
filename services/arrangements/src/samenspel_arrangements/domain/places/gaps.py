"""Gaps: what children of a unit need and nobody offers, so that somebody can make it (K12)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from samenspel_arrangements.domain.places.provision import ProvisionKind

SOON = timedelta(weeks=6)
"""A place that starts later does not help who needs it now (K12)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody of a unit looks for a place of a kind."""

    unit_id: UUID | None
    kind: ProvisionKind


@dataclass(frozen=True, slots=True)
class Offered:
    """A unit has so many free seats of a kind, from a day on."""

    unit_id: UUID | None
    kind: ProvisionKind
    free: int
    starts_on: date


@dataclass(frozen=True, slots=True)
class Gap:
    """So many children of a unit look for a kind, and so many free seats it has soon."""

    unit_id: UUID | None
    kind: ProvisionKind
    wanted: int
    free: int
    offered_at_all: bool

    @property
    def short(self) -> int:
        """How many find no place in their unit."""
        return self.wanted - self.free


def gaps_of(wanted: Iterable[Wanted], offered: Iterable[Offered], *, today: date) -> list[Gap]:
    """Give the kinds of which a unit has less than is looked for, the shortest first."""
    needs = Counter((one.unit_id, one.kind) for one in wanted)
    free: Counter[tuple[UUID | None, ProvisionKind]] = Counter()
    known = set()
    for each in offered:
        known.add((each.unit_id, each.kind))
        if each.starts_on <= today + SOON:
            free[each.unit_id, each.kind] += each.free
    found = [
        Gap(unit_id, kind, count, free[unit_id, kind], (unit_id, kind) in known)
        for (unit_id, kind), count in needs.items()
        if count > free[unit_id, kind]
    ]
    return sorted(found, key=lambda gap: (-gap.short, gap.kind, str(gap.unit_id)))
