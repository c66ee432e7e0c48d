"""Sees to it that a decider who is asked can be written to."""

from datetime import datetime

from samenspel_intake.application.spells.ports import SpellUnitOfWork
from samenspel_intake.domain.contact import Contact, ContactDetails, ContactId
from samenspel_kernel.ids import PersonId


async def reach(decider: PersonId, *, email: str = "", uow: SpellUnitOfWork, at: datetime) -> None:
    """Keep where the decider is mailed, under its own id; who has no address is not mailed.

    The address that was written down with the agreement goes before the person's own.
    """
    person, contact = await uow.people.find(decider), await uow.contacts.find(decider)
    if person is None or not (address := email or _known(contact) or person.email or ""):
        return
    if contact is None:
        contact = Contact.of_person(
            ContactId(decider),
            ContactDetails(name=person.name, email=address),
            alliance_id=person.alliance_id,
            unit_id=None,
            at=at,
        )
    else:
        contact.follow(person.name, address, at=at)
    uow.contacts.save(contact)


def _known(contact: Contact | None) -> str:
    return (contact.details.email or "") if contact is not None else ""
