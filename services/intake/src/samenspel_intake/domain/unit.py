"""The support unit: a part of the alliance with its own desk, and the area that it covers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.ids import UnitId


@dataclass(frozen=True, slots=True)
class Area:
    """What a unit covers: whole municipalities, and schools by BRIN that go before those."""

    municipalities: frozenset[str] = frozenset()
    brins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRecorded(DomainEvent):
    """The unit is known, or its name changed."""

    unit_id: UnitId
    name: str
    alliance_name: str


@dataclass(eq=False, kw_only=True)
class Unit(Aggregate[UnitId]):
    """Public facts; `slug` names it within the alliance and never changes."""

    slug: str
    name: str
    alliance_name: str
    area: Area

    def record(self, at: datetime) -> None:
        """Make a new unit known."""
        self._record(
            UnitRecorded(
                occurred_at=at, unit_id=self.id, name=self.name, alliance_name=self.alliance_name
            )
        )

    def change(self, *, name: str, alliance_name: str, area: Area, at: datetime) -> bool:
        """Take over what the map says now; tells whether anything changed."""
        if (self.name, self.alliance_name, self.area) == (name, alliance_name, area):
            return False
        renamed = (self.name, self.alliance_name) != (name, alliance_name)
        self.name, self.alliance_name, self.area = name, alliance_name, area
        if renamed:
            self.record(at)
        return True


class Coverage:
    """Tells which unit of an alliance covers a place; a BRIN goes before a municipality."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._by_municipality: dict[str, UnitId] = {}
        self._by_brin: dict[str, UnitId] = {}
        for unit in units:
            self._by_municipality |= dict.fromkeys(unit.area.municipalities, unit.id)
            self._by_brin |= dict.fromkeys(unit.area.brins, unit.id)

    def unit_of(self, *, municipality_code: str | None, brin: str = "") -> UnitId | None:
        """Give the unit; None where the map is silent (there the alliance's desk answers)."""
        by_municipality = self._by_municipality.get(municipality_code or "")
        return self._by_brin.get(brin, by_municipality)
