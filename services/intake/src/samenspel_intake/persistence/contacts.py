"""Stored contacts."""

from samenspel_intake.domain.contact import Contact, ContactDetails, ContactId, ContactKind
from samenspel_intake.persistence.tables import ContactRow
from samenspel_kernel.ids import PupilId, SchoolId
from samenspel_messaging.unit_of_work import SqlRepository


class SqlContacts(SqlRepository[Contact, ContactRow]):
    """The contacts of one alliance."""

    row_type = ContactRow

    def to_domain(self, row: ContactRow) -> Contact:
        """Build a contact."""
        return Contact(
            id=ContactId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            kind=ContactKind(row.kind),
            details=ContactDetails(
                name=row.name,
                email=row.email,
                language=row.language,
                has_authority=row.has_authority,
            ),
            pupil_id=PupilId(row.pupil_id) if row.pupil_id else None,
            school_id=SchoolId(row.school_id) if row.school_id else None,
        )

    def fill(self, row: ContactRow, aggregate: Contact) -> None:
        """Write a contact's state."""
        row.kind, details = aggregate.kind.value, aggregate.details
        row.name, row.email = details.name, details.email
        row.language, row.has_authority = details.language, details.has_authority
        row.pupil_id, row.school_id = aggregate.pupil_id, aggregate.school_id
