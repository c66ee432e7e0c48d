"""What a signal becomes: a request, a spell, or another look at a registration.

Each is made by the use case that makes it otherwise, so with the same rights and rules.
"""

from dataclasses import dataclass
from datetime import date, datetime

from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.signals.ports import SignalUnitOfWork
from samenspel_intake.application.spells.report_spell import ReportSpell, report_spell
from samenspel_intake.application.submit_support_request import (
    SubmitSupportRequest,
    submit_support_request,
)
from samenspel_intake.domain.ids import RegistrationId
from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.signal.signal import Became, Signal
from samenspel_intake.domain.signal.standing import BecameRequest, BecameSpell, BecameWatch
from samenspel_intake.domain.signal.worry import KnownPupil
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRegistration:
    """Which registration of the child is looked at again, on which day."""

    registration_id: RegistrationId
    look_again_on: date


Wanted = SubmitSupportRequest | ReportSpell | WatchRegistration


async def become(
    wanted: Wanted, signal: Signal, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> Became:
    """Make what comes of a signal, and note on the signal which child it is about."""
    match wanted:
        case SubmitSupportRequest():
            request = await submit_support_request(wanted, actor=actor, uow=uow, clock=clock)
            if request.pupil_id is not None:
                note_child(signal, await uow.pupils.used(request.pupil_id), at=clock.now())
            return BecameRequest(request.id)
        case ReportSpell():
            return await _spell(wanted, signal, actor=actor, uow=uow, clock=clock)
        case WatchRegistration():
            return await _watch(wanted, signal, actor=actor, uow=uow, at=clock.now())


async def seen_pupil(pupil_id: PupilId, *, actor: Actor, uow: SignalUnitOfWork) -> Pupil:
    """Load a child that somebody may know of; InvalidInput for any other."""
    pupil = await uow.pupils.find(pupil_id)
    if pupil is None or not may(actor, Deed.SEE, Subject.of(pupil)):
        raise InvalidInput(FieldError("pupil_id", "pupil.unknown"))
    return await uow.pupils.used(pupil_id)


def note_child(signal: Signal, pupil: Pupil, *, at: datetime) -> None:
    """Write down which child turned out to be meant; of a third party's signal nothing is."""
    if signal.worry.raiser.may_tell and signal.pupil_id != pupil.id:
        signal.find_child(KnownPupil(pupil.id, pupil.school_id or signal.school_id), at=at)


async def _spell(
    wanted: ReportSpell, signal: Signal, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> BecameSpell:
    if not isinstance(wanted.child, RegisterPupil):
        await seen_pupil(wanted.child, actor=actor, uow=uow)
    try:
        reported = await report_spell(wanted, actor=actor, uow=uow, clock=clock)
    except InvalidInput as why:
        raise InvalidInput(*(FieldError(f"spell.{e.field}", e.code) for e in why.errors)) from None
    spell = reported.spell
    note_child(signal, await uow.pupils.used(spell.pupil_id), at=clock.now())
    return BecameSpell(spell.id)


async def _watch(
    wanted: WatchRegistration, signal: Signal, *, actor: Actor, uow: SignalUnitOfWork, at: datetime
) -> BecameWatch:
    registration = await uow.registrations.find(wanted.registration_id)
    pupil_id = signal.pupil_id
    ids = await uow.pupils.merged_with(pupil_id) if pupil_id is not None else ()
    if registration is None or registration.pupil_id not in ids:
        raise InvalidInput(FieldError("watch.registration_id", "signal.no-such-registration"))
    require(actor, Deed.SEE_REGISTRATION, Subject.of(registration))
    try:
        registration.watch(signal.id, look_again_on=wanted.look_again_on, at=at)
    except InvalidInput as why:
        nested = (FieldError("watch.look_again_on", error.code) for error in why.errors)
        raise InvalidInput(*nested) from None
    uow.registrations.save(registration)
    return BecameWatch(registration.id)
