"""Use cases: something else is known of a parent, guardian or caregiver."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.application.families.ports import FamilyUnitOfWork
from samenspel_intake.application.register_pupil import suggest_same
from samenspel_intake.application.sharing.answer_share import follow_authority_in_shares
from samenspel_intake.application.sharing.ports import SharingUnitOfWork
from samenspel_intake.domain.contact import Contact, ContactDetails, ContactId
from samenspel_intake.domain.family.authority import AuthorityChange, AuthoritySource
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.term_rules import DATA_COMPLETION
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import PupilId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeContact:
    """Of which child, whom, and what is known now; authority changes by a step of its own."""

    pupil_id: PupilId
    contact_id: ContactId
    details: ContactDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAuthority:
    """That somebody has authority or not, from a day on, and how that is known."""

    pupil_id: PupilId
    contact_id: ContactId
    has_authority: bool
    from_day: date
    source: AuthoritySource


async def change_contact(
    command: ChangeContact, *, actor: Actor, uow: FamilyUnitOfWork, clock: Clock
) -> Contact:
    """Know it; when no parent can be written to any more, somebody finds a way."""
    pupil, contact = await _load(command.pupil_id, command.contact_id, actor, uow)
    now = clock.now()
    contact.change(command.details, at=now)
    uow.contacts.save(contact)
    family = await uow.contacts.of_pupils(pupil.id)
    others = [each for each in family if each.id != contact.id]
    term = await uow.terms.begin(DATA_COMPLETION, dutch_date(now))
    reachable = any(each.details.way is not None for each in (contact, *others))
    pupil.parents_are_reachable(reachable, term=term, at=now)
    uow.pupils.save(pupil)
    await suggest_same(pupil, uow=uow, at=now)
    return contact


async def change_authority(
    command: ChangeAuthority, *, actor: Actor, uow: SharingUnitOfWork, clock: Clock
) -> Contact:
    """Write it down; it holds from its day on, and what held before stays readable."""
    pupil, contact = await _load(command.pupil_id, command.contact_id, actor, uow)
    change = AuthorityChange(
        has_authority=command.has_authority,
        from_day=command.from_day,
        source=command.source,
        recorded_at=clock.now(),
        recorded_by=actor.person_id,
    )
    contact.change_authority(change, at=clock.now())
    uow.contacts.save(contact)
    await follow_authority_in_shares(pupil, uow=uow, clock=clock)
    return contact


async def follow_authority(contact_id: ContactId, *, uow: SharingUnitOfWork, clock: Clock) -> None:
    """Let an authority hold whose day has come."""
    contact = await uow.contacts.get(contact_id)
    contact.follow_authority(at=clock.now())
    uow.contacts.save(contact)
    if contact.pupil_id is not None:
        pupil = await uow.pupils.used(contact.pupil_id)
        await follow_authority_in_shares(pupil, uow=uow, clock=clock)


async def _load(
    pupil_id: PupilId, contact_id: ContactId, actor: Actor, uow: FamilyUnitOfWork
) -> tuple[Pupil, Contact]:
    pupil = await uow.pupils.used(pupil_id)
    require(actor, Deed.COMPLETE, Subject.of(pupil))
    contact = await uow.contacts.get(contact_id)
    if contact.pupil_id != pupil.id:
        raise NotFound
    return pupil, contact
