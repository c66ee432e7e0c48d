"""Stored invitations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from samenspel_intake.domain.contact import Contact, ContactId
from samenspel_intake.domain.invitation import (
    Accepted,
    Answer,
    Invitation,
    InvitationId,
    Waiting,
    Withdrawn,
)
from samenspel_intake.persistence.contacts import SqlContacts
from samenspel_intake.persistence.passwordless_tables import InvitationRow
from samenspel_intake.persistence.tables import ContactRow
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import AllianceId, PersonId, PupilId
from samenspel_messaging.unit_of_work import SqlRepository, SqlUnitOfWork

LARGEST_HOUSEHOLD = 20
"""Of children under fifteen; with more, the address is no family's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationLine:
    """One invitation, for those who may invite."""

    id: UUID
    name: str
    role: Role
    status: str
    expires_at: datetime

    def standing(self, at: datetime) -> str:
        """Tell in one word how it stands."""
        is_late = self.status == Waiting.status and at >= self.expires_at
        return "expired" if is_late else self.status


class SqlInvitations(SqlRepository[Invitation, InvitationRow]):
    """The invitations of one alliance."""

    row_type = InvitationRow

    def __init__(self, uow: SqlUnitOfWork, contacts: SqlContacts) -> None:
        super().__init__(uow)
        self._contacts = contacts

    def to_domain(self, row: InvitationRow) -> Invitation:
        """Build an invitation."""
        return Invitation(
            id=InvitationId(row.id),
            alliance_id=AllianceId(row.alliance_id),
            unit_id=row.unit_id,
            role=Role(row.role),
            pupil_ids=frozenset(row.pupil_ids),
            contact_id=ContactId(row.contact_id),
            invited_by=PersonId(row.invited_by),
            inviter_name=row.inviter_name,
            secret_hash=row.secret_hash,
            expires_at=row.expires_at,
            answer=_answer(row),
        )

    def fill(self, row: InvitationRow, aggregate: Invitation) -> None:
        """Write an invitation's state."""
        row.role, row.pupil_ids = aggregate.role.value, sorted(aggregate.pupil_ids)
        row.contact_id, row.invited_by = aggregate.contact_id, aggregate.invited_by
        row.inviter_name, row.secret_hash = aggregate.inviter_name, aggregate.secret_hash
        row.expires_at, row.status = aggregate.expires_at, aggregate.answer.status
        row.person_id, row.answered_at = None, None
        match aggregate.answer:
            case Accepted(person_id=person_id, at=at):
                row.person_id, row.answered_at = person_id, at
            case Withdrawn(at=at):
                row.answered_at = at
            case Waiting():
                pass

    async def contact_of(self, person_id: PersonId) -> Contact | None:
        """Give where a person that was invited is reached, for change."""
        query = (
            select(InvitationRow.contact_id)
            .where(
                InvitationRow.alliance_id == self._uow.scope.alliance_id,
                InvitationRow.person_id == person_id,
            )
            .order_by(InvitationRow.answered_at, InvitationRow.id)
            .limit(1)
        )
        contact_id = await self._uow.session.scalar(query)
        return None if contact_id is None else await self._contacts.find(contact_id)

    async def inviters_of(self, person_id: UUID) -> Mapping[tuple[Role, frozenset[UUID]], str]:
        """Give who invited a person, by the role and the children; the last if there are several."""
        row = InvitationRow
        query = (
            select(row.role, row.pupil_ids, row.inviter_name)
            .where(
                row.alliance_id == self._uow.scope.alliance_id,
                row.person_id == person_id,
                row.inviter_name != "",
            )
            .order_by(row.answered_at, row.id)
        )
        found = await self._uow.session.execute(query)
        return {(Role(role), frozenset(pupil_ids)): name for role, pupil_ids, name in found}

    async def household_of(self, pupil_id: PupilId) -> frozenset[PupilId]:
        """Give a pupil with those who have a parent at an address of one of its own parents."""
        own, other = aliased(ContactRow), aliased(ContactRow)
        query = (
            select(other.pupil_id)
            .join(own, func.lower(own.email) == func.lower(other.email))
            .where(
                own.alliance_id == self._uow.scope.alliance_id,
                other.alliance_id == self._uow.scope.alliance_id,
                own.pupil_id == pupil_id,
                other.pupil_id.is_not(None),
            )
            .limit(LARGEST_HOUSEHOLD)
        )
        found = await self._uow.session.scalars(query)
        return frozenset({pupil_id, *(PupilId(id_) for id_ in found if id_)})

    async def for_pupil(self, pupil_id: UUID) -> list[InvitationLine]:
        """Give the invitations for a pupil, newest first."""
        row = InvitationRow
        query = (
            select(row.id, ContactRow.name, row.role, row.status, row.expires_at)
            .join(ContactRow, ContactRow.id == row.contact_id)
            .where(
                row.alliance_id == self._uow.scope.alliance_id,
                row.pupil_ids.contains([pupil_id]),
            )
            .order_by(row.expires_at.desc(), row.id)
        )
        return [
            InvitationLine(**{**found, "role": Role(found["role"])})
            for found in (await self._uow.session.execute(query)).mappings()
        ]


def _answer(row: InvitationRow) -> Answer:
    """Build it; the table's checks say that what a status needs is there."""
    if row.answered_at is None:
        return Waiting()
    if row.person_id is None:
        return Withdrawn(row.answered_at)
    return Accepted(PersonId(row.person_id), row.answered_at)
