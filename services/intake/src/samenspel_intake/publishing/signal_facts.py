"""What happens to signals, as events: no word of what was said, and of a confidential one no child."""

from samenspel_contracts.registry import EventData
from samenspel_contracts.signals import (
    ContactSignalAnsweredV1,
    ContactSignalRaisedV1,
    SignalClosedV1,
    SignalOpenedV1,
)
from samenspel_intake.domain.contact_mails import ContactHasAnswer, ContactRaisedSignal
from samenspel_intake.domain.signal.events import SignalAnswered, SignalRaised
from samenspel_intake.domain.signal.standing import (
    Advised,
    BecameRequest,
    BecameSpell,
    BecameWatch,
    HandedOver,
    NotReached,
    Outcome,
)
from samenspel_intake.publishing.dispatch import to_contract
from samenspel_platform.references import action_ref, holder_ref, term_ref

OUTCOMES: dict[type[Outcome], str] = {
    Advised: "advised",
    BecameWatch: "watch",
    BecameRequest: "request",
    BecameSpell: "spell",
    HandedOver: "handed-over",
    NotReached: "not-reached",
}


@to_contract.register
def _(event: SignalRaised) -> EventData:
    signal, held = event.signal, event.responsibility
    return SignalOpenedV1(
        signal_id=signal.id,
        holder=holder_ref(held.holder),
        next_action=action_ref(held.next_action),
        pupil_id=None if signal.is_confidential else signal.pupil_id,
        school_id=None if signal.is_confidential else signal.school_id,
        status=signal.standing.status,
        term=term_ref(signal.answer_term),
    )


@to_contract.register
def _(event: SignalAnswered) -> EventData:
    signal = event.signal
    return SignalClosedV1(
        signal_id=signal.id,
        outcome=OUTCOMES[type(event.outcome)],
        theme=signal.theme.value if signal.theme else None,
    )


@to_contract.register
def _(event: ContactRaisedSignal) -> EventData:
    return ContactSignalRaisedV1(
        contact_id=event.contact_id, signal_id=event.signal_id, expires_at=event.expires_at
    )


@to_contract.register
def _(event: ContactHasAnswer) -> EventData:
    return ContactSignalAnsweredV1(
        contact_id=event.contact_id,
        answer_link_id=event.answer_link_id,
        expires_at=event.expires_at,
    )
