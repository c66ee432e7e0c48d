"""Use cases: a signal is offered to another desk or a partner, which takes it or leaves it."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.application.signals.answer_signal import tell_raiser
from samenspel_intake.application.signals.ports import SignalUnitOfWork
from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.signal.rights import is_offered, require_answer
from samenspel_intake.domain.signal.signal import Signal
from samenspel_intake.domain.signal.theme import Theme
from samenspel_intake.domain.term_rules import HANDOVER_ANSWER
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import HandoverId, new_id
from samenspel_kernel.open_item import TAKE_UP
from samenspel_kernel.responsibility import Offer, Partner


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSignal:
    """To which desk or partner; `raiser_agrees` that a partner hears of it."""

    signal_id: SignalId
    to: Holder | Partner
    raiser_agrees: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOffer:
    """Whether the desk takes it."""

    signal_id: SignalId
    is_accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePartnerAnswer:
    """What a partner told the desk; `words` and `theme` are the answer to the raiser if it takes it."""

    signal_id: SignalId
    is_accepted: bool
    words: str = ""
    theme: Theme | None = None


async def offer_signal(
    command: OfferSignal, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> Signal:
    """Offer it; who holds it answers for it until the other accepts."""
    signal = await uow.signals.get(command.signal_id)
    require_answer(actor, signal)
    now = clock.now()
    if isinstance(command.to, Partner):
        await _check_partner(command, signal, on=dutch_date(now), uow=uow)
    elif command.to.kind is HolderKind.UNIT_DESK and await uow.units.find(command.to.id) is None:
        raise InvalidInput(FieldError("desk", "signal.no-such-desk"))
    term = await uow.terms.begin(HANDOVER_ANSWER, dutch_date(now))
    signal.offer_handover(HandoverId(new_id()), command.to, answer_term=term, at=now)
    uow.signals.save(signal)
    return signal


async def answer_offer(
    command: AnswerOffer, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> Signal:
    """Take it, or leave it with who offered it; NotFound when it is not offered to this desk."""
    signal = await uow.signals.get(command.signal_id)
    offer = _offer_of(signal)
    if offer is None or not is_offered(actor, signal):
        require_answer(actor, signal)
        raise RuleViolation("signal.not-offered")
    if command.is_accepted:
        _accept(signal, offer, clock)
    else:
        await _refuse(signal, offer, uow=uow, clock=clock)
    uow.signals.save(signal)
    return signal


async def note_partner_answer(
    command: NotePartnerAnswer, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> Signal:
    """Write down what the partner said; a partner has no desk here to say it at.

    If it takes it, the signal ends here, and its raiser hears so.
    """
    signal = await uow.signals.get(command.signal_id)
    require_answer(actor, signal)
    offer = _offer_of(signal)
    if offer is None or not isinstance(offer.to, Partner):
        raise RuleViolation("signal.not-offered")
    if not command.is_accepted:
        await _refuse(signal, offer, uow=uow, clock=clock)
    else:
        if command.theme is None:
            raise InvalidInput(FieldError("partner_theme", "input.missing"))
        _write(signal, command.words)
        signal.name_theme(command.theme)
        _accept(signal, offer, clock)
        await tell_raiser(signal, uow=uow, clock=clock)
    uow.signals.save(signal)
    return signal


def _offer_of(signal: Signal) -> Offer | None:
    held = signal.responsibility
    return held.offer if held is not None else None


def _write(signal: Signal, words: str) -> None:
    try:
        signal.write_answer(words)
    except InvalidInput as why:
        nested = (FieldError("partner_words", error.code) for error in why.errors)
        raise InvalidInput(*nested) from None


def _accept(signal: Signal, offer: Offer, clock: Clock) -> None:
    now = clock.now()
    signal.accept_handover(offer.id, action=NextAction(TAKE_UP, dutch_date(now)), at=now)


async def _refuse(signal: Signal, offer: Offer, *, uow: SignalUnitOfWork, clock: Clock) -> None:
    now = clock.now()
    term = await uow.terms.begin(HANDOVER_ANSWER, dutch_date(now))
    signal.refuse_handover(offer.id, take_up_by=term.last_day, at=now)


async def _check_partner(
    command: OfferSignal, signal: Signal, *, on: date, uow: SignalUnitOfWork
) -> None:
    """See that the partner is known, and that it may hear of whom it is about."""
    wrong = list[FieldError]()
    if await uow.partners.find(command.to.id) is None:
        wrong.append(FieldError("partner", "partner.unknown"))
    elif signal.pupil_id is not None and not await uow.share_grants.may_share(
        signal.pupil_id, command.to.id, on=on
    ):
        wrong.append(FieldError("partner", "handover.partner-needs-share"))
    if not command.raiser_agrees:
        wrong.append(FieldError("raiser_agrees", "signal.raiser-must-agree"))
    if wrong:
        raise InvalidInput(*wrong)
