"""Use cases: who raised a signal confirms it and reads the answer; what nobody confirms is forgotten."""

from datetime import datetime
from uuid import UUID

from samenspel_intake.application.signals.answer_signal import tell_raiser
from samenspel_intake.application.signals.ports import SignalUnitOfWork
from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.signal.signal import Signal
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import NotFound, RuleViolation

LINK_OVER = "signal.link-over"


async def confirm_signal(signal_id: SignalId, *, uow: SignalUnitOfWork, clock: Clock) -> None:
    """Note that the address is its raiser's; the link that says so was checked before."""
    signal = await uow.signals.find(signal_id)
    if signal is None:
        raise RuleViolation(LINK_OVER)
    signal.confirm(at=clock.now())
    uow.signals.save(signal)


async def read_answer(link_id: UUID, *, uow: SignalUnitOfWork, clock: Clock) -> Signal:
    """Give the signal with its answer to who has the link, once."""
    signal = await uow.signals.find_by_link(link_id)
    if signal is None:
        raise RuleViolation(LINK_OVER)
    signal.read_answer(link_id, at=clock.now())
    uow.signals.save(signal)
    return signal


async def send_link_again(link_id: UUID, *, uow: SignalUnitOfWork, clock: Clock) -> None:
    """Mail a new link in the place of one; nothing tells whether there was one."""
    signal = await uow.signals.find_by_link(link_id)
    if signal is not None:
        await tell_raiser(signal, uow=uow, clock=clock)
        uow.signals.save(signal)


async def own_signal(signal_id: SignalId, *, actor: Actor, uow: SignalUnitOfWork) -> Signal:
    """Give a signal to who raised it; NotFound to everybody else."""
    signal = await uow.signals.get(signal_id)
    if signal.worry.raiser.person_id != actor.person_id:
        raise NotFound
    return signal


async def forget_signal(signal_id: SignalId, *, at: datetime, uow: SignalUnitOfWork) -> None:
    """Forget who raised it, how that one is reached, and what was said."""
    signal = await uow.signals.get(signal_id)
    contact_id = signal.worry.raiser.contact_id
    signal.forget(at=at)
    uow.signals.save(signal)
    contact = await uow.contacts.find(contact_id) if contact_id is not None else None
    if contact is not None:
        contact.forget(at=at)
        uow.contacts.save(contact)
