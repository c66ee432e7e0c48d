"""Stored contacts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from samenspel_intake.domain.contact import (
    Channel,
    Contact,
    ContactDetails,
    ContactId,
    ContactKind,
    Relationship,
)
from samenspel_intake.domain.family.address import PostAddress
from samenspel_intake.domain.family.authority import AuthorityChange, AuthoritySource
from samenspel_intake.persistence.tables import AuthorityRow, ContactRow
from samenspel_intake.persistence.versions import keep_version
from samenspel_kernel.ids import PersonId, PupilId, SchoolId
from samenspel_messaging.unit_of_work import SqlRepository


class SqlContacts(SqlRepository[Contact, ContactRow]):
    """The contacts of one alliance."""

    row_type = ContactRow

    async def of_pupils(self, *pupil_ids: PupilId) -> Sequence[Contact]:
        """Load the parents, guardians and caregivers of children for change, the first known first."""
        row = ContactRow
        query = (
            select(row.id)
            .where(row.alliance_id == self._uow.scope.alliance_id, row.pupil_id.in_(pupil_ids))
            .order_by(row.id)
        )
        return [await self.get(id_) for id_ in list(await self._uow.session.scalars(query))]

    async def authority_to_follow(self, today: date, *, limit: int) -> Sequence[ContactId]:
        """Give the contacts whose authority is another today than was held until now."""
        row, change = ContactRow, AuthorityRow
        latest = (
            select(change.has_authority)
            .where(change.contact_id == row.id, change.from_day <= today)
            .order_by(change.from_day.desc(), change.recorded_at.desc())
            .limit(1)
            .scalar_subquery()
        )
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.id.in_(
                select(change.contact_id).where(change.alliance_id == self._uow.scope.alliance_id)
            ),
            row.relationship_ != Relationship.CAREGIVER.value,
            latest != row.has_authority,
        )
        found = await self._uow.session.scalars(query.order_by(row.id).limit(limit))
        return [ContactId(id_) for id_ in found]

    def save(self, aggregate: Contact) -> None:
        """Have it written, and a version of a family's contact with who changed it."""
        super().save(aggregate)
        keep_version(self._uow, aggregate, "contact", aggregate.pupil_id, _state(aggregate))

    def to_domain(self, row: ContactRow) -> Contact:
        """Build a contact."""
        return Contact(
            id=ContactId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            kind=ContactKind(row.kind),
            details=_details(row),
            pupil_id=PupilId(row.pupil_id) if row.pupil_id else None,
            school_id=SchoolId(row.school_id) if row.school_id else None,
            authority=tuple(_change(each) for each in row.authority),
        )

    def fill(self, row: ContactRow, aggregate: Contact) -> None:
        """Write a contact's state."""
        row.kind, details = aggregate.kind.value, aggregate.details
        row.name, row.email = details.name, details.email
        row.language, row.has_authority = details.language, details.has_authority
        row.relationship_, row.organisation = details.relationship.value, details.organisation
        row.prefers, address = details.prefers.value, details.address
        row.street = address.street if address else None
        row.postcode = address.postcode if address else None
        row.place = address.place if address else None
        row.child_lives_here = details.child_lives_here
        row.needs_interpreter = details.needs_interpreter
        row.pupil_id, row.school_id = aggregate.pupil_id, aggregate.school_id
        for number in range(len(row.authority), len(aggregate.authority)):
            change = aggregate.authority[number]
            row.authority.append(
                AuthorityRow(
                    number=number,
                    alliance_id=aggregate.alliance_id,
                    has_authority=change.has_authority,
                    from_day=change.from_day,
                    source=change.source.value,
                    recorded_at=change.recorded_at,
                    recorded_by=change.recorded_by,
                )
            )


def _details(row: ContactRow) -> ContactDetails:
    address = None
    if row.street is not None and row.postcode is not None and row.place is not None:
        address = PostAddress(street=row.street, postcode=row.postcode, place=row.place)
    return ContactDetails(
        name=row.name,
        email=row.email,
        language=row.language,
        has_authority=row.has_authority,
        relationship=Relationship(row.relationship_),
        organisation=row.organisation,
        prefers=Channel(row.prefers),
        address=address,
        child_lives_here=row.child_lives_here,
        needs_interpreter=row.needs_interpreter,
    )


def _change(row: AuthorityRow) -> AuthorityChange:
    return AuthorityChange(
        has_authority=row.has_authority,
        from_day=row.from_day,
        source=AuthoritySource(row.source),
        recorded_at=row.recorded_at,
        recorded_by=PersonId(row.recorded_by),
    )


def _state(contact: Contact) -> dict[str, Any]:
    details, address = contact.details, contact.details.address
    return {
        "name": details.name,
        "relationship": details.relationship.value,
        "organisation": details.organisation,
        "email": details.email,
        "prefers": details.prefers.value,
        "street": address.street if address else None,
        "postcode": address.postcode if address else None,
        "place": address.place if address else None,
        "child_lives_here": details.child_lives_here,
        "language": details.language,
        "needs_interpreter": details.needs_interpreter,
        "has_authority": details.has_authority,
    }
