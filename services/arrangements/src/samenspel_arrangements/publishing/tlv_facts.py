"""What happens to a TLV, as events; names, advices and reasons stay here."""

from samenspel_arrangements.domain.tlv.decision import Grant
from samenspel_arrangements.domain.tlv.events import (
    ObjectionAnswered,
    ObjectionFiled,
    TlvDecided,
    TlvEnded,
    TlvExpired,
    TlvOpened,
    WaveReached,
)
from samenspel_arrangements.domain.tlv.objection import Answered
from samenspel_arrangements.domain.tlv.standing import (
    ChildDied,
    DecisionStands,
    Forwarded,
    Granted,
    HowEnded,
    Received,
    Succeeded,
    WithdrawnByApplicant,
)
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.registry import EventData
from samenspel_contracts.tlvs import (
    TlvClosedV1,
    TlvDecidedV1,
    TlvExpiredV1,
    TlvLetterDueV1,
    TlvObjectionAnsweredV1,
    TlvObjectionFiledV1,
    TlvOpenedV1,
)
from samenspel_platform.references import action_ref, holder_ref, term_ref

OUTCOMES: dict[type[HowEnded], str] = {
    WithdrawnByApplicant: "withdrawn",
    Forwarded: "forwarded",
    DecisionStands: "decision-stands",
    ChildDied: "died",
}


@to_contract.register
def _(event: TlvOpened) -> EventData:
    tlv, standing = event.tlv, event.standing
    held = standing.responsibility
    if isinstance(standing, Granted):
        origin, kind = "foreign", standing.grant.kind
    else:
        origin = "applied" if isinstance(standing, Received) else "objected"
        kind = tlv.asked.kind
    return TlvOpenedV1(
        tlv_id=tlv.id,
        case_id=tlv.case_id,
        pupil_id=tlv.pupil_id,
        school_id=tlv.school_id,
        status=standing.status,
        origin=origin,
        kind=kind.value,
        received_on=tlv.received_on,
        term=term_ref(standing.decide) if isinstance(standing, Received) else None,
        holder=holder_ref(held.holder),
        next_action=action_ref(held.next_action),
    )


@to_contract.register
def _(event: TlvDecided) -> EventData:
    decision = event.decision
    granted = decision if isinstance(decision, Grant) else None
    return TlvDecidedV1(
        tlv_id=event.tlv.id,
        outcome=decision.outcome,
        kind=granted.kind.value if granted else None,
        starts_on=granted.validity.starts_on if granted else None,
        ends_on=granted.validity.ends_on if granted else None,
        decided_on=decision.decided_on,
        last_day=event.term.last_day,
        days_suspended=event.days_suspended,
    )


@to_contract.register
def _(event: WaveReached) -> EventData:
    now = event.standing
    return TlvLetterDueV1(
        tlv_id=event.tlv.id,
        pupil_id=event.tlv.pupil_id,
        letter_by=now.letter.last_day,
        answer_by=now.successor.last_day,
        ends_on=now.grant.validity.ends_on,
    )


@to_contract.register
def _(event: TlvExpired) -> EventData:
    return TlvExpiredV1(tlv_id=event.tlv.id, ended_on=event.ended_on)


@to_contract.register
def _(event: ObjectionFiled) -> EventData:
    objection = event.objection
    return TlvObjectionFiledV1(
        tlv_id=event.tlv.id,
        objection_id=objection.id,
        objector=objection.objector.value,
        received_on=objection.received_on,
        was_late=objection.was_late,
    )


@to_contract.register
def _(event: ObjectionAnswered) -> EventData:
    now = event.objection.standing
    return TlvObjectionAnsweredV1(
        tlv_id=event.tlv.id,
        objection_id=event.objection.id,
        outcome=now.outcome.value if isinstance(now, Answered) else "taken-back",
    )


@to_contract.register
def _(event: TlvEnded) -> EventData:
    how = event.standing.how
    outcome = how.step.value if isinstance(how, Succeeded) else OUTCOMES[type(how)]
    return TlvClosedV1(tlv_id=event.tlv.id, outcome=outcome)
