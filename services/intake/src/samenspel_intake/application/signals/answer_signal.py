"""Use cases: a desk answers a signal, and its raiser hears of it."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.application.signals.become import Wanted, become, note_child, seen_pupil
from samenspel_intake.application.signals.ports import SignalUnitOfWork
from samenspel_intake.domain.contact import Contact
from samenspel_intake.domain.contact_mails import ContactHasAnswer
from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.signal.answering import LINK_LIFETIME
from samenspel_intake.domain.signal.rights import require_answer
from samenspel_intake.domain.signal.signal import Signal
from samenspel_intake.domain.signal.standing import NotReached
from samenspel_intake.domain.signal.theme import Theme
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSignal:
    """The words that the raiser reads, and in one word what it was about.

    `becomes` is what is made because of it; without it the words are the advice.
    """

    signal_id: SignalId
    words: str
    theme: Theme
    becomes: Wanted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveUpSignal:
    """On which days its raiser was tried in vain, and why no more was done."""

    signal_id: SignalId
    tried_on: tuple[date, ...]
    reason: str
    theme: Theme


async def answer_signal(
    command: AnswerSignal, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> Signal:
    """Close it with an answer; who has no account gets a link to it by mail."""
    signal = await uow.signals.get(command.signal_id)
    require_answer(actor, signal)
    now = clock.now()
    signal.write_answer(command.words)
    signal.name_theme(command.theme)
    if command.becomes is None:
        signal.advise(at=now)
    else:
        became = await become(command.becomes, signal, actor=actor, uow=uow, clock=clock)
        signal.become(became, at=now)
    await tell_raiser(signal, uow=uow, clock=clock)
    uow.signals.save(signal)
    return signal


async def give_up(
    command: GiveUpSignal, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> Signal:
    """Close it after two tries at least."""
    signal = await uow.signals.get(command.signal_id)
    require_answer(actor, signal)
    signal.name_theme(command.theme)
    signal.give_up_reaching(NotReached(command.tried_on, command.reason), at=clock.now())
    uow.signals.save(signal)
    return signal


async def find_child(
    signal_id: SignalId, pupil_id: PupilId, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> Signal:
    """Write down which child it is about, after it came in; not on a third party's word."""
    signal = await uow.signals.get(signal_id)
    require_answer(actor, signal)
    if not signal.worry.raiser.may_tell:
        raise InvalidInput(FieldError("pupil_id", "signal.third-party-names-nobody"))
    pupil = await seen_pupil(pupil_id, actor=actor, uow=uow)
    note_child(signal, pupil, at=clock.now())
    uow.signals.save(signal)
    return signal


async def agree(signal_id: SignalId, *, actor: Actor, uow: SignalUnitOfWork) -> Signal:
    """Note that the family wants others to know of it."""
    signal = await uow.signals.get(signal_id)
    require_answer(actor, signal)
    signal.agree()
    uow.signals.save(signal)
    return signal


async def tell_raiser(signal: Signal, *, uow: SignalUnitOfWork, clock: Clock) -> None:
    """Have a mail sent with a link that works once; staff finds the answer on its page."""
    contact = await _contact_of(signal, uow)
    if contact is None or contact.details.email is None:
        return
    now = clock.now()
    link_id, expires_at = new_id(), now + LINK_LIFETIME
    signal.send_link(link_id, expires_at=expires_at)
    mail = ContactHasAnswer(
        occurred_at=now, contact_id=contact.id, answer_link_id=link_id, expires_at=expires_at
    )
    contact.send(mail)
    uow.contacts.save(contact)


async def _contact_of(signal: Signal, uow: SignalUnitOfWork) -> Contact | None:
    raiser = signal.worry.raiser
    if raiser.contact_id is not None:
        return await uow.contacts.find(raiser.contact_id)
    if raiser.person_id is not None:
        return await uow.invitations.contact_of(raiser.person_id)
    return None
