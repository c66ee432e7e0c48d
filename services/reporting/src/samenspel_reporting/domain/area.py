"""For what the figures stand: a unit, the alliance's own desk, or the whole alliance."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from samenspel_kernel.errors import NotFound


class AreaKind(StrEnum):
    """What kind of area."""

    UNIT = "unit"
    ALLIANCE_DESK = "alliance-desk"
    ALLIANCE = "alliance"


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the alliance's work; the desk has what belongs to no unit, `unit_id` is a unit's."""

    kind: AreaKind
    unit_id: UUID | None = None

    @property
    def key(self) -> str:
        """Its name in addresses: the unit's id, `alliance-desk` or `alliance`."""
        return str(self.unit_id) if self.unit_id else self.kind.value

    @classmethod
    def parse(cls, key: str) -> "Area":
        """Read a key; NotFound if it is none."""
        if key == AreaKind.ALLIANCE:
            return ALLIANCE
        if key == AreaKind.ALLIANCE_DESK:
            return ALLIANCE_DESK
        try:
            return unit(UUID(key))
        except ValueError:
            raise NotFound from None


ALLIANCE = Area(AreaKind.ALLIANCE)
ALLIANCE_DESK = Area(AreaKind.ALLIANCE_DESK)


def unit(unit_id: UUID) -> Area:
    """Give the area of a unit."""
    return Area(AreaKind.UNIT, unit_id)


def area_of(unit_id: UUID | None) -> Area:
    """Give the area that work belongs to: its unit's, or the desk's where there is no unit."""
    return ALLIANCE_DESK if unit_id is None else unit(unit_id)
