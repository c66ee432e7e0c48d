"""Use case: a parent of a pupil becomes known."""

from dataclasses import dataclass

from samenspel_intake.application.register_pupil import parent_of, suggest_same
from samenspel_intake.application.sharing.answer_share import follow_authority_in_shares
from samenspel_intake.application.sharing.ports import SharingUnitOfWork
from samenspel_intake.domain.contact import Contact, ContactDetails
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import PupilId


@dataclass(frozen=True, slots=True, kw_only=True)
class AddContact:
    """Whose parent, and how it is reached."""

    pupil_id: PupilId
    details: ContactDetails


async def add_contact(
    command: AddContact, *, actor: Actor, uow: SharingUnitOfWork, clock: Clock
) -> Contact:
    """Record the parent; once one can be written to, nobody needs to ask for it any more."""
    pupil = await uow.pupils.get(command.pupil_id)
    if pupil.merged_into is not None:
        pupil = await uow.pupils.get(pupil.merged_into)
    require(actor, Deed.COMPLETE, Subject.of(pupil))
    contact = parent_of(pupil, command.details, clock.now())
    uow.contacts.save(contact)
    if command.details.way is not None:
        pupil.parent_is_reachable(clock.now())
        uow.pupils.save(pupil)
    if command.details.address is not None:
        await suggest_same(pupil, uow=uow, at=clock.now())
    await follow_authority_in_shares(pupil, uow=uow, clock=clock)
    return contact
