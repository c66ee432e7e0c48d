"""What becomes of what was asked, sent or in the making, as events."""

from samenspel_contracts.asking import (
    NeedRef,
    PreparedRequestShownV1,
    SupportRequestKindChangedV1,
    SupportRequestNeedsAssessedV1,
    SupportRequestParentViewAddedV1,
    SupportRequestResponseResumedV1,
    SupportRequestResponseSuspendedV1,
)
from samenspel_contracts.prepared_requests import PreparedRequestClosedV1, PreparedRequestOpenedV1
from samenspel_contracts.registry import EventData
from samenspel_intake.domain.asking.prepared_request import (
    PreparationEnded,
    Preparing,
    RequestBegun,
    RequestShown,
)
from samenspel_intake.domain.request_events import (
    KindChanged,
    NeedsAssessed,
    ParentViewAdded,
    ResponseResumed,
    ResponseSuspended,
)
from samenspel_intake.publishing.dispatch import to_contract
from samenspel_platform.references import action_ref, holder_ref, term_ref


@to_contract.register
def _(event: KindChanged) -> EventData:
    request = event.request
    return SupportRequestKindChangedV1(
        support_request_id=request.id,
        pupil_id=request.pupil_id,
        school_id=request.school_id,
        kind=request.question.kind.value,
        request_kind=request.kind.value,
        response_term=term_ref(request.response_term),
    )


@to_contract.register
def _(event: ResponseSuspended) -> EventData:
    request, suspended = event.request, event.suspended
    return SupportRequestResponseSuspendedV1(
        support_request_id=request.id,
        pupil_id=request.pupil_id,
        school_id=request.school_id,
        reason=suspended.why.value,
        asked_on=suspended.asked_on,
        complete=term_ref(suspended.complete),
    )


@to_contract.register
def _(event: ResponseResumed) -> EventData:
    return SupportRequestResponseResumedV1(
        support_request_id=event.request.id,
        kind=event.request.question.kind.value,
        response_term=term_ref(event.request.response_term),
    )


@to_contract.register
def _(event: NeedsAssessed) -> EventData:
    found = event.request.needs
    needs = found.needs if found is not None else ()
    return SupportRequestNeedsAssessedV1(
        support_request_id=event.request.id,
        needs=tuple(NeedRef(field=need.of.value, level=need.level) for need in needs),
    )


@to_contract.register
def _(event: ParentViewAdded) -> EventData:
    return SupportRequestParentViewAddedV1(
        support_request_id=event.request.id,
        contact_id=event.view.parent,
        seen_on=event.view.seen_on,
    )


@to_contract.register
def _(event: RequestBegun) -> EventData:
    prepared, held = event.prepared, event.responsibility
    return PreparedRequestOpenedV1(
        prepared_request_id=prepared.id,
        pupil_id=prepared.pupil_id,
        school_id=prepared.school_id,
        status=Preparing.status,
        term=term_ref(event.finish),
        holder=holder_ref(held.holder),
        next_action=action_ref(held.next_action),
    )


@to_contract.register
def _(event: RequestShown) -> EventData:
    return PreparedRequestShownV1(
        prepared_request_id=event.prepared.id,
        pupil_id=event.pupil_id,
        send_by=event.finish.last_day,
    )


@to_contract.register
def _(event: PreparationEnded) -> EventData:
    prepared = event.prepared
    return PreparedRequestClosedV1(
        prepared_request_id=prepared.id, outcome=prepared.standing.status
    )
