"""The school: a location of the register that an alliance's unit map covers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel_intake.domain.alliance import school_id_of
from samenspel_intake.domain.school_location import SchoolLocation
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.ids import SchoolId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRecorded(DomainEvent):
    """The school belongs to the alliance, or what is known of it changed."""

    school_id: SchoolId
    location_code: str
    name: str
    municipality_code: str
    unit_id: UUID | None


@dataclass(eq=False, kw_only=True)
class School(Aggregate[SchoolId]):
    """Public facts; no unit means that the map covers it no longer."""

    location_code: str
    name: str
    municipality_code: str
    place: str

    @classmethod
    def at_location(
        cls, location: SchoolLocation, *, alliance_id: UUID, unit_id: UnitId, at: datetime
    ) -> "School":
        """Take a location into the alliance."""
        school = cls(
            id=school_id_of(location.code),
            alliance_id=alliance_id,
            unit_id=unit_id,
            location_code=location.code,
            name=location.name,
            municipality_code=location.municipality_code,
            place=location.visiting.place,
        )
        school._announce(at)
        return school

    def change(self, location: SchoolLocation, *, unit_id: UnitId | None, at: datetime) -> bool:
        """Take over what register and map say now; tells whether anything changed."""
        now = (unit_id, location.name, location.municipality_code, location.visiting.place)
        if now == (self.unit_id, self.name, self.municipality_code, self.place):
            return False
        self.unit_id, self.name, self.municipality_code, self.place = now
        self._announce(at)
        return True

    def _announce(self, at: datetime) -> None:
        self._record(
            SchoolRecorded(
                occurred_at=at,
                school_id=self.id,
                location_code=self.location_code,
                name=self.name,
                municipality_code=self.municipality_code,
                unit_id=self.unit_id,
            )
        )
