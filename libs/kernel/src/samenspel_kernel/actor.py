"""Who acts, in what role, for whom; every service decides with it what may be done."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from samenspel_kernel.ids import AllianceId, PersonId


class Role(StrEnum):
    """What a person is to the alliance: its staff, a school's, a family's, or an outsider's.

    A teacher and a school's coordinator work at a school; an expert advises on pupils, a
    committee decides on admission to special education (Wpo, art. 18a lid 11), a youth consultant
    works for a municipality, as does an attendance officer (leerplichtambtenaar), who acts on
    children out of education in a unit's area. Who staffs the family desk (ouder- en
    jeugdsteunpunt) acts for families, and sees a child's file only by the parents' link.
    What is not granted to a role is not allowed.
    """

    SCHOOL_COORDINATOR = "school-coordinator"
    TEACHER = "teacher"
    PARENT = "parent"
    PUPIL = "pupil"
    UNIT_COORDINATOR = "unit-coordinator"
    EXPERT = "expert"
    COMMITTEE = "committee"
    DIRECTOR = "director"
    YOUTH_CONSULTANT = "youth-consultant"
    ATTENDANCE_OFFICER = "attendance-officer"
    FAMILY_DESK = "family-desk"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person in one role; `school_id`, `unit_id` and `pupil_ids` bound what it is related to.

    A school's coordinator has a school, a unit's coordinator a unit. Parent, teacher, expert and
    youth consultant have pupils, a pupil itself. An
    attendance officer has a unit. Committee, director, family desk and administrator act for the
    whole alliance. Names are for screens only.
    """

    person_id: PersonId
    alliance_id: AllianceId
    role: Role
    name: str = ""
    alliance_name: str = ""
    unit_id: UUID | None = None
    school_id: UUID | None = None
    pupil_ids: frozenset[UUID] = frozenset()
