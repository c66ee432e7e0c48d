"""Use cases: a signal is offered to another desk, which takes it or leaves it."""

from dataclasses import dataclass

from samenspel_intake.application.signals.ports import SignalUnitOfWork
from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.open_item import TAKE_UP
from samenspel_intake.domain.signal.rights import is_offered, require_answer
from samenspel_intake.domain.signal.signal import Signal
from samenspel_intake.domain.term import HANDOVER_ANSWER
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import HandoverId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSignal:
    """To which desk."""

    signal_id: SignalId
    to: Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOffer:
    """Whether the desk takes it."""

    signal_id: SignalId
    is_accepted: bool


async def offer_signal(
    command: OfferSignal, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> Signal:
    """Offer it; who holds it answers for it until the other accepts."""
    signal = await uow.signals.get(command.signal_id)
    require_answer(actor, signal)
    if command.to.kind is HolderKind.UNIT_DESK and await uow.units.find(command.to.id) is None:
        raise InvalidInput(FieldError("desk", "signal.no-such-desk"))
    now = clock.now()
    term = await uow.terms.begin(HANDOVER_ANSWER, dutch_date(now))
    signal.offer_handover(HandoverId(new_id()), command.to, answer_term=term, at=now)
    uow.signals.save(signal)
    return signal


async def answer_offer(
    command: AnswerOffer, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> Signal:
    """Take it, or leave it with who offered it; NotFound when it is not offered to this desk."""
    signal = await uow.signals.get(command.signal_id)
    held = signal.responsibility
    offer = held.offer if held is not None else None
    if offer is None or not is_offered(actor, signal):
        require_answer(actor, signal)
        raise RuleViolation("signal.not-offered")
    now = clock.now()
    if command.is_accepted:
        signal.accept_handover(offer.id, action=NextAction(TAKE_UP, dutch_date(now)), at=now)
    else:
        term = await uow.terms.begin(HANDOVER_ANSWER, dutch_date(now))
        signal.refuse_handover(offer.id, take_up_by=term.last_day, at=now)
    uow.signals.save(signal)
    return signal
