"""Who logs in as which parent of a child."""

from uuid import UUID

from sqlalchemy import select

from samenspel_intake.domain.family.parent_at_hand import KnownAs, ParentAtHand, parent_at_hand
from samenspel_intake.persistence.contacts import SqlContacts
from samenspel_intake.persistence.passwordless_tables import InvitationRow
from samenspel_intake.persistence.pupils import SqlPupils
from samenspel_intake.persistence.tables import ContactRow, PersonRow
from samenspel_kernel.ids import PersonId, PupilId
from samenspel_messaging.unit_of_work import SqlUnitOfWork


class SqlParents:
    """The parents of one alliance, as they log in."""

    def __init__(self, uow: SqlUnitOfWork, pupils: SqlPupils, contacts: SqlContacts) -> None:
        self._uow, self._pupils, self._contacts = uow, pupils, contacts

    async def at_hand(self, person_id: PersonId, pupil_id: UUID) -> ParentAtHand:
        """Give the family of a child, under whichever of its ids, and which of it a person is."""
        pupil = await self._pupils.used(PupilId(pupil_id))
        family = await self._contacts.of_pupils(pupil.id)
        return parent_at_hand(family, await self._known_as(person_id))

    async def _known_as(self, person_id: PersonId) -> KnownAs:
        """Give a person's own address, and those to which its invitations went."""
        mine = self._uow.scope.alliance_id
        person = select(PersonRow.name, PersonRow.email).where(
            PersonRow.alliance_id == mine, PersonRow.id == person_id
        )
        invited = (
            select(ContactRow.name, ContactRow.email)
            .join(InvitationRow, InvitationRow.contact_id == ContactRow.id)
            .where(InvitationRow.alliance_id == mine, InvitationRow.person_id == person_id)
        )
        found = [
            *(await self._uow.session.execute(person)),
            *(await self._uow.session.execute(invited)),
        ]
        return KnownAs(
            name=found[0].name if found else "",
            emails=frozenset(row.email for row in found if row.email),
        )
