"""Use cases: a desk answers a signal, and its raiser hears of it."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.application.signals.ports import SignalUnitOfWork
from samenspel_intake.application.submit_support_request import (
    SubmitSupportRequest,
    submit_support_request,
)
from samenspel_intake.domain.contact import Contact
from samenspel_intake.domain.contact_mails import ContactHasAnswer
from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.signal.answering import LINK_LIFETIME
from samenspel_intake.domain.signal.rights import require_answer
from samenspel_intake.domain.signal.signal import Became, Signal
from samenspel_intake.domain.signal.standing import BecameRequest, NotReached
from samenspel_intake.domain.signal.theme import Theme
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSignal:
    """The words that the raiser reads, and in one word what it was about.

    `became` is what it is now, if that exists already, or what is asked because of it; without
    either the words are the advice.
    """

    signal_id: SignalId
    words: str
    theme: Theme
    became: Became | SubmitSupportRequest | None = None


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
    match command.became:
        case None:
            signal.advise(at=now)
        case SubmitSupportRequest() as asked:
            request = await submit_support_request(asked, actor=actor, uow=uow, clock=clock)
            signal.become(BecameRequest(request.id), at=now)
        case became:
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
