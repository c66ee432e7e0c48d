"""Who acts, in what role, for whom; every service decides with it what may be done."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from samenspel_kernel.ids import AllianceId, PersonId


class Role(StrEnum):
    """What a person is to the alliance."""

    SCHOOL_COORDINATOR = "school-coordinator"
    PARENT = "parent"
    UNIT_COORDINATOR = "unit-coordinator"
    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person in one role; `school_id`, `unit_id` and `pupil_ids` bound what it is related to.

    A school's coordinator has a school, a unit's coordinator a unit, a parent its children;
    director and administrator act for the whole alliance. Names are for screens only.
    """

    person_id: PersonId
    alliance_id: AllianceId
    role: Role
    name: str = ""
    alliance_name: str = ""
    unit_id: UUID | None = None
    school_id: UUID | None = None
    pupil_ids: frozenset[UUID] = frozenset()
