"""One role of a person, what it is related to, and how long it lasts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samenspel_kernel.actor import Role
from samenspel_kernel.ids import GrantId, SchoolId, UnitId

NEEDED = {
    Role.SCHOOL_COORDINATOR: "school_id",
    Role.TEACHER: "school_id",
    Role.PARENT: "pupil_ids",
    Role.PUPIL: "pupil_ids",
    Role.UNIT_COORDINATOR: "unit_id",
    Role.ATTENDANCE_OFFICER: "unit_id",
}
"""What a role is bounded by: without it, it would be a role for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """In force from the day `since` until before `until` (Dutch days); without one, until revoked.

    `unit_id`, `school_id` and `pupil_ids` bound what the role may see; the role says which.
    `brought_by` is the issuer whose account (by its keyed hash `account_key`) brought it, and can
    take it along; nothing if a person gave it. `share_id` is the leave to share that it hangs on.
    """

    id: GrantId
    role: Role
    since: date
    until: date | None = None
    unit_id: UnitId | None = None
    school_id: SchoolId | None = None
    pupil_ids: frozenset[UUID] = frozenset()
    brought_by: str | None = None
    account_key: str | None = None
    share_id: UUID | None = None

    @property
    def lacks(self) -> str | None:
        """The relation that its role needs and that it does not have, as a field's name."""
        needed = NEEDED.get(self.role)
        return needed if needed and not getattr(self, needed) else None

    def is_in_force(self, on: date) -> bool:
        """Tell whether one may act by it on a day."""
        return self.since <= on and not self.is_over(on)

    def is_over(self, on: date) -> bool:
        """Tell whether it ended on a day or before."""
        return self.until is not None and self.until <= on
