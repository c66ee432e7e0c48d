"""Use cases: somebody is worried, with an account or without one; a desk answers at once."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from samenspel_intake.application.signals.ports import SignalUnitOfWork
from samenspel_intake.domain.contact import Contact, ContactDetails, ContactId
from samenspel_intake.domain.contact_mails import ContactRaisedSignal
from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.limits import SIGNALS_TO_AN_ADDRESS
from samenspel_intake.domain.policies import POLICY, Deed, Subject, may
from samenspel_intake.domain.school import School
from samenspel_intake.domain.signal.answering import (
    SIGNAL_ANSWER,
    SIGNAL_UNCONFIRMED,
    Confirmation,
)
from samenspel_intake.domain.signal.signal import Signal
from samenspel_intake.domain.signal.worry import (
    About,
    AtSchool,
    KnownPupil,
    Mood,
    NotSaid,
    Raiser,
    RaiserRole,
    Worry,
)
from samenspel_kernel.accountability import Holder, HolderKind, desk
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import AMSTERDAM, Clock, dutch_date
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import AllianceId, PupilId, SchoolId, UnitId, new_id

ROLES = {
    Role.PARENT: RaiserRole.PARENT,
    Role.PUPIL: RaiserRole.CHILD,
    Role.TEACHER: RaiserRole.SCHOOL,
    Role.SCHOOL_COORDINATOR: RaiserRole.SCHOOL,
    Role.ATTENDANCE_OFFICER: RaiserRole.ATTENDANCE_OFFICER,
}
"""What people with an account are to the child; the others are professionals around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says, about which school; a family may ask the family desk to answer."""

    text: str = ""
    mood: Mood | None = None
    school_id: SchoolId | None = None
    suspects_abuse: bool = False
    to_family_desk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseSignal:
    """What somebody with an account says, and about which child."""

    said: Said
    pupil_id: PupilId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorSignal:
    """What somebody without an account says, and how it is reached.

    The same `id` again is the same signal. `address` stands for the mail address where only
    equality counts.
    """

    id: SignalId
    said: Said
    role: RaiserRole
    parents_permit: bool = False
    name: str = ""
    email: str = ""
    phone: str = ""
    address: bytes = b""
    language: str = "nl"


async def raise_signal(
    command: RaiseSignal, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> Signal:
    """Take in what somebody with an account says."""
    POLICY.require_somewhere(actor, Deed.RAISE_SIGNAL)
    role = ROLES.get(actor.role, RaiserRole.PROFESSIONAL)
    raiser = Raiser(role=role, person_id=actor.person_id)
    school_id = command.said.school_id or (SchoolId(actor.school_id) if actor.school_id else None)
    about, unit_id = await _about(command.pupil_id, school_id, actor, uow)
    if not command.said.text.strip() and command.said.mood is None:
        raise InvalidInput(FieldError("text", "signal.text-missing"))
    worry = _worry(command.said, raiser, about)
    id_ = SignalId(new_id())
    return await _take_in(
        id_, worry, command.said, actor.alliance_id, unit_id, uow=uow, clock=clock
    )


async def raise_as_visitor(
    command: VisitorSignal, *, alliance_id: AllianceId, uow: SignalUnitOfWork, clock: Clock
) -> Signal:
    """Take in what somebody without an account says; it counts from now, confirmed or not."""
    if (known := await uow.signals.find(command.id)) is not None:
        return known
    school = await _school(command.said.school_id, uow)
    about: About = NotSaid() if school is None else AtSchool(school.id)
    unit_id = UnitId(school.unit_id) if school is not None and school.unit_id else None
    contact_id = ContactId(new_id()) if command.email else None
    raiser = Raiser(
        role=command.role,
        contact_id=contact_id,
        name=command.name,
        phone=command.phone,
        parents_permit=command.parents_permit,
    )
    worry = _worry(command.said, raiser, about)
    if wrong := _wrong(worry, command):
        raise InvalidInput(*wrong)
    signal = await _take_in(
        command.id,
        worry,
        command.said,
        alliance_id,
        unit_id,
        is_known=False,
        uow=uow,
        clock=clock,
    )
    if contact_id is not None:
        await _ask_confirmation(command, contact_id, signal, uow=uow, clock=clock)
    return signal


def _wrong(worry: Worry, command: VisitorSignal) -> list[FieldError]:
    wrong = worry.wrong()
    if worry.raiser.may_tell:
        if not worry.text.strip() and worry.mood is None:
            wrong.append(FieldError("text", "signal.text-missing"))
    elif not command.email and not command.phone:
        wrong.append(FieldError("email", "signal.nothing-to-reach"))
    if command.email:
        details = ContactDetails(name=command.name or "-", email=command.email)
        wrong += [error for error in details.wrong() if error.field == "email"]
    return wrong


async def _ask_confirmation(
    command: VisitorSignal,
    contact_id: ContactId,
    signal: Signal,
    *,
    uow: SignalUnitOfWork,
    clock: Clock,
) -> None:
    """Have a mail sent; an address to which too many went of late gets none."""
    now = clock.now()
    details = ContactDetails(
        name=command.name or "-", email=command.email, language=command.language
    )
    contact = Contact.of_person(
        contact_id, details, alliance_id=signal.alliance_id, unit_id=signal.unit_id, at=now
    )
    limit = SIGNALS_TO_AN_ADDRESS
    count = await uow.tries.count(limit.what, command.address, at=now, window=limit.window)
    if count <= limit.most and (last_day := signal.is_to_forget_after) is not None:
        contact.send(
            ContactRaisedSignal(
                occurred_at=now,
                contact_id=contact.id,
                signal_id=signal.id,
                expires_at=_end_of(last_day),
            )
        )
    uow.contacts.save(contact)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + ONE_DAY, time(), tzinfo=AMSTERDAM).astimezone(UTC)


async def _take_in(
    id_: SignalId,
    worry: Worry,
    said: Said,
    alliance_id: AllianceId,
    unit_id: UnitId | None,
    *,
    is_known: bool = True,
    uow: SignalUnitOfWork,
    clock: Clock,
) -> Signal:
    now = clock.now()
    today = dutch_date(now)
    is_secret = worry.raiser.is_family and said.to_family_desk
    holder = desk(unit_id=unit_id, alliance_id=alliance_id)
    confirmation = None
    if not is_known:
        confirmation = Confirmation(await uow.terms.begin(SIGNAL_UNCONFIRMED, today))
    signal = Signal.raise_(
        id_,
        worry,
        alliance_id=alliance_id,
        unit_id=None if is_secret else unit_id,
        holder=Holder(HolderKind.FAMILY_DESK, alliance_id) if is_secret else holder,
        answer_term=await uow.terms.begin(SIGNAL_ANSWER, today),
        confirmation=confirmation,
        at=now,
    )
    if worry.suspects_abuse:
        signal.point_to_veilig_thuis(at=now)  # the page that answers shows it at once
    uow.signals.save(signal)
    return signal


def _worry(said: Said, raiser: Raiser, about: About) -> Worry:
    return Worry(
        raiser=raiser,
        about=about,
        text=said.text,
        mood=said.mood,
        suspects_abuse=said.suspects_abuse,
    )


async def _about(
    pupil_id: PupilId | None, school_id: SchoolId | None, actor: Actor, uow: SignalUnitOfWork
) -> tuple[About, UnitId | None]:
    if pupil_id is not None:
        pupil = await uow.pupils.find(pupil_id)
        own = pupil_id in actor.pupil_ids
        if pupil is None or not (own or may(actor, Deed.SEE, Subject.of(pupil))):
            raise InvalidInput(FieldError("pupil_id", "pupil.unknown"))
        return KnownPupil(pupil.id, pupil.school_id), pupil.unit_id
    school = await _school(school_id, uow)
    if school is None:
        return NotSaid(), UnitId(actor.unit_id) if actor.unit_id else None
    return AtSchool(school.id), UnitId(school.unit_id) if school.unit_id else None


async def _school(school_id: SchoolId | None, uow: SignalUnitOfWork) -> School | None:
    if school_id is None:
        return None
    school = await uow.schools.find(school_id)
    if school is None:
        raise InvalidInput(FieldError("school_id", "school.unknown"))
    return school
