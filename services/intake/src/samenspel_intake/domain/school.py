"""The school: a location of the register that an alliance's unit map covers."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samenspel_intake.domain.alliance import school_id_of
from samenspel_intake.domain.school_location import SchoolLocation
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import SchoolId, UnitId


@dataclass(frozen=True, slots=True)
class Closure:
    """The last day of a school, and the location that it went into (BRIN and number), if any."""

    until: date
    successor_code: str | None = None

    @property
    def successor_id(self) -> SchoolId | None:
        """The school that it went into."""
        return school_id_of(self.successor_code) if self.successor_code else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRecorded(DomainEvent):
    """The school belongs to the alliance, or what is known of it changed."""

    school_id: SchoolId
    location_code: str
    name: str
    municipality_code: str
    unit_id: UUID | None
    valid_from: date | None
    closure: Closure | None
    postcode4: str | None


@dataclass(eq=False, kw_only=True)
class School(Aggregate[SchoolId]):
    """Public facts; no unit means that the map covers it no longer.

    `valid_from` is None for a school that was there before the alliance came to Samenspel. One
    that closed stays known: what was about it then still is. `postcode4` are the digits of its
    postcode; None for one of before, until its register is loaded again.
    """

    location_code: str
    name: str
    municipality_code: str
    place: str
    postcode4: str | None = None
    valid_from: date | None = None
    closure: Closure | None = None

    @classmethod
    def at_location(
        cls,
        location: SchoolLocation,
        *,
        alliance_id: UUID,
        unit_id: UnitId,
        valid_from: date | None = None,
        at: datetime,
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
            postcode4=location.visiting.postcode4,
            valid_from=valid_from,
        )
        school._announce(at)
        return school

    def change(self, location: SchoolLocation, *, unit_id: UnitId | None, at: datetime) -> bool:
        """Take over what register and map say now; tells whether anything changed."""
        at_place = (location.visiting.place, location.visiting.postcode4)
        now = (unit_id, location.name, location.municipality_code, *at_place)
        if now == (self.unit_id, self.name, self.municipality_code, self.place, self.postcode4):
            return False
        self.unit_id, self.name, self.municipality_code, self.place, self.postcode4 = now
        self._announce(at)
        return True

    @property
    def is_open(self) -> bool:
        """Whether it did not close."""
        return self.closure is None

    def close(self, closure: Closure, *, at: datetime) -> bool:
        """Close it, once; tells whether it was open until now.

        InvalidInput for a day to come, RuleViolation when it closed otherwise before.
        """
        if self.closure == closure:
            return False
        if self.closure is not None:
            raise RuleViolation("school.closed-before")
        if closure.until > dutch_date(at):
            raise InvalidInput(FieldError("until", "school.closes-later"))
        if closure.successor_id == self.id:
            raise InvalidInput(FieldError("successor", "school.succeeds-itself"))
        self.closure = closure
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
                valid_from=self.valid_from,
                closure=self.closure,
                postcode4=self.postcode4,
            )
        )
