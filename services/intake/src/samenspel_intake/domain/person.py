"""Who works with the alliance, or is a parent in it, and what they are related to."""

from dataclasses import dataclass
from uuid import UUID

from samenspel_intake.domain.contact import is_email, wrong_name
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.aggregate import Aggregate
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import AllianceId, PersonId, SchoolId


@dataclass(eq=False, kw_only=True)
class Person(Aggregate[PersonId]):
    """`unit_id`, `school_id` and `pupil_ids` bound what the role may see; the role says which."""

    alliance_id: AllianceId
    name: str
    role: Role
    email: str | None = None
    school_id: SchoolId | None = None
    pupil_ids: frozenset[UUID] = frozenset()

    def check(self) -> None:
        """InvalidInput if it lacks what its role is bounded by, or can't be reached."""
        related: dict[Role, tuple[str, object]] = {
            Role.SCHOOL_COORDINATOR: ("school_id", self.school_id),
            Role.UNIT_COORDINATOR: ("unit_id", self.unit_id),
            Role.PARENT: ("pupil_ids", self.pupil_ids),
        }
        wrong = wrong_name("name", self.name)
        if self.email is not None and not is_email(self.email):
            wrong.append(FieldError("email", "email.invalid"))
        field, relation = related.get(self.role, ("", True))
        if not relation:
            wrong.append(FieldError(field, "person.relation-missing"))
        if wrong:
            raise InvalidInput(*wrong)

    def as_actor(self) -> Actor:
        """Give the actor that this person is when logged in."""
        return Actor(
            person_id=self.id,
            alliance_id=self.alliance_id,
            role=self.role,
            name=self.name,
            unit_id=self.unit_id,
            school_id=self.school_id,
            pupil_ids=self.pupil_ids,
        )
