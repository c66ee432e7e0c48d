"""What parents hand in: at which school, which others, from where, and what they expect."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from samenspel_intake.domain.ids import DocumentId
from samenspel_kernel.errors import FieldError
from samenspel_kernel.ids import PupilId, SchoolId


class Origin(StrEnum):
    """Where the child is now."""

    HOME = "home"
    PRESCHOOL = "preschool"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A written registration; nothing that parents leave out keeps it from being taken in.

    `preferences` are all schools where the child is registered, the first preference in front,
    empty when the parents did not say. `enrolled_at` is the school that the child is a pupil of
    now: the same school, when an own pupil turns out to need support. `school_id` is None for a
    child for whom no school is found yet. `expects_support` is None when nobody asked.
    """

    pupil_id: PupilId
    school_id: SchoolId | None
    origin: Origin
    enrolled_at: SchoolId | None = None
    birth_date: date | None = field(default=None, repr=False)
    preferences: tuple[SchoolId, ...] = ()
    expects_support: bool | None = None
    wished_start: date | None = None
    document_id: DocumentId | None = None

    def wrong(self) -> list[FieldError]:
        """List what contradicts itself; what is missing is asked for later."""
        twice = len(set(self.preferences)) < len(self.preferences)
        absent = bool(self.preferences) and self.school_id not in self.preferences
        astray = self.enrolled_at is not None and self.origin is not Origin.SCHOOL
        checks = {
            ("preferences", "registration.school-twice"): twice,
            ("preferences", "registration.own-school-missing"): absent and bool(self.school_id),
            ("enrolled_at", "registration.not-at-a-school"): astray,
        }
        return [FieldError(*error) for error, is_wrong in checks.items() if is_wrong]

    def at_successor(self, school_id: SchoolId) -> "Filing":
        """Give it as it stands when another school came after the one where it was filed."""
        before = self.school_id
        wished = dict.fromkeys(school_id if p == before else p for p in self.preferences)
        enrolled = school_id if before and self.enrolled_at == before else self.enrolled_at
        return replace(self, school_id=school_id, preferences=tuple(wished), enrolled_at=enrolled)

    @property
    def carries_duty(self) -> bool:
        """Whether the duty of care is this school's: that of the first preference.

        It is so as well while the parents have not said which school they prefer.
        """
        return self.school_id is not None and (
            not self.preferences or self.preferences[0] == self.school_id
        )

    @property
    def is_own_pupil(self) -> bool:
        """Whether the child is a pupil of this school already."""
        return self.school_id is not None and self.school_id == self.enrolled_at

    @property
    def is_incomplete(self) -> bool:
        """Whether the parents still have to be asked what support or which schools they mean."""
        asked = self.expects_support is not None and bool(self.preferences)
        return not (asked or self.is_own_pupil)
