"""Stored people."""

from samenspel_intake.domain.person import Person
from samenspel_intake.persistence.tables import PersonRow
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import AllianceId, PersonId, SchoolId
from samenspel_messaging.unit_of_work import SqlRepository


class SqlPeople(SqlRepository[Person, PersonRow]):
    """The people of one alliance."""

    row_type = PersonRow

    def to_domain(self, row: PersonRow) -> Person:
        """Build a person."""
        return person_of(row)

    def fill(self, row: PersonRow, aggregate: Person) -> None:
        """Write a person's state."""
        row.name, row.email, row.role = aggregate.name, aggregate.email, aggregate.role.value
        row.school_id, row.pupil_ids = aggregate.school_id, sorted(aggregate.pupil_ids)


def person_of(row: PersonRow) -> Person:
    """Build the person of a row."""
    return Person(
        id=PersonId(row.id),
        alliance_id=AllianceId(row.alliance_id),
        unit_id=row.unit_id,
        name=row.name,
        role=Role(row.role),
        email=row.email,
        school_id=SchoolId(row.school_id) if row.school_id else None,
        pupil_ids=frozenset(row.pupil_ids),
    )
