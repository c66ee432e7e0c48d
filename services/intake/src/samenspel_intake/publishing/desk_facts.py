"""What a desk does with a request, and who stands in for whom, as events."""

from samenspel_contracts.desks import (
    SupportRequestAnsweredV1,
    SupportRequestTransferAnsweredV1,
    SupportRequestTransferOfferedV1,
)
from samenspel_contracts.intake import (
    SupportRequestActionPlannedV1,
    SupportRequestHandoverOfferedV1,
    SupportRequestHandoverReturnedV1,
)
from samenspel_contracts.people import DeputyRef, PersonDeputiesChangedV1
from samenspel_contracts.registry import EventData
from samenspel_intake.domain.person import DeputiesChanged
from samenspel_intake.domain.request_events import (
    HandoverReturned,
    HandoverWasOffered,
    RequestAnswered,
    RequestReassigned,
    RequestTransferred,
)
from samenspel_intake.domain.standing import Route
from samenspel_intake.publishing.dispatch import to_contract
from samenspel_kernel.open_item import HandoverAnswer
from samenspel_platform.references import action_ref, holder_ref


@to_contract.register
def _(event: HandoverWasOffered) -> EventData:
    request, standing = event.request, event.standing
    offer, holder = standing.handover, holder_ref(standing.holder)
    next_action = action_ref(standing.next_action)
    if offer.to.unit_id is not None:
        return SupportRequestTransferOfferedV1(
            support_request_id=request.id,
            handover_id=offer.id,
            pupil_id=request.pupil_id,
            school_id=request.school_id,
            to_unit_id=offer.to.unit_id,
            answer_by=offer.answer_by,
            holder=holder,
            next_action=next_action,
        )
    return SupportRequestHandoverOfferedV1(
        support_request_id=request.id,
        handover_id=offer.id,
        pupil_id=request.child(),
        school_id=request.school_id,
        kind=request.question.kind.value,
        requested=Route.TLV.value if offer.to.route is Route.TLV else None,
        age_band=request.age_band,
        answer_by=offer.answer_by,
        holder=holder,
        next_action=next_action,
    )


@to_contract.register
def _(event: HandoverReturned) -> EventData:
    holder, next_action = holder_ref(event.standing.holder), action_ref(event.standing.next_action)
    if event.handover.to.route is Route.UNIT:
        return SupportRequestTransferAnsweredV1(
            support_request_id=event.request.id,
            handover_id=event.handover.id,
            answer=event.answer.value,
            holder=holder,
            next_action=next_action,
        )
    return SupportRequestHandoverReturnedV1(
        support_request_id=event.request.id,
        handover_id=event.handover.id,
        answer=event.answer.value,
        holder=holder,
        next_action=next_action,
    )


@to_contract.register
def _(event: RequestTransferred) -> EventData:
    return SupportRequestTransferAnsweredV1(
        support_request_id=event.request.id,
        handover_id=event.handover.id,
        answer=HandoverAnswer.ACCEPTED.value,
        holder=holder_ref(event.standing.holder),
        next_action=action_ref(event.standing.next_action),
    )


@to_contract.register
def _(event: RequestReassigned) -> EventData:
    return SupportRequestActionPlannedV1(
        support_request_id=event.request.id,
        holder=holder_ref(event.standing.holder),
        next_action=action_ref(event.standing.next_action),
    )


@to_contract.register
def _(event: RequestAnswered) -> EventData:
    request = event.request
    return SupportRequestAnsweredV1(
        support_request_id=request.id,
        pupil_id=request.pupil_id,
        school_id=request.school_id,
        outcome=event.standing.answer.outcome.value,
    )


@to_contract.register
def _(event: DeputiesChanged) -> EventData:
    deputies = (
        DeputyRef(person_id=s.deputy, first_day=s.first_day, last_day=s.last_day)
        for s in event.stand_ins
    )
    return PersonDeputiesChangedV1(person_id=event.person_id, deputies=tuple(deputies))
