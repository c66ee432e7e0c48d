"""Which events of cases leave arrangements, and as what."""

from samenspel_arrangements.domain.case import (
    CaseActionPlanned,
    CaseDeclined,
    CaseOffered,
    CaseOfferWithdrawn,
    CaseOpened,
)
from samenspel_arrangements.domain.case_events import CaseTeamChanged
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.arrangements import (
    CaseActionPlannedV1,
    CaseDeclinedV1,
    CaseOfferedV1,
    CaseOfferWithdrawnV1,
    CaseOpenedV1,
)
from samenspel_contracts.cases import CaseTeamChangedV1
from samenspel_contracts.registry import EventData
from samenspel_platform.references import action_ref, holder_ref


@to_contract.register
def _(event: CaseOffered) -> EventData:
    case = event.case
    return CaseOfferedV1(
        case_id=case.id,
        handover_id=case.handover_id,
        support_request_id=case.support_request_id,
        pupil_id=case.pupil_id,
        school_id=case.school_id,
        answer_by=case.answer_by,
    )


@to_contract.register
def _(event: CaseOpened) -> EventData:
    case = event.case
    return CaseOpenedV1(
        case_id=case.id,
        handover_id=case.handover_id,
        support_request_id=case.support_request_id,
        pupil_id=case.pupil_id,
        school_id=case.school_id,
        holder=holder_ref(event.opened.holder),
        next_action=action_ref(event.opened.next_action),
    )


@to_contract.register
def _(event: CaseDeclined) -> EventData:
    return CaseDeclinedV1(
        case_id=event.case.id,
        handover_id=event.case.handover_id,
        support_request_id=event.case.support_request_id,
        reason=event.reason.value,
    )


@to_contract.register
def _(event: CaseOfferWithdrawn) -> EventData:
    return CaseOfferWithdrawnV1(
        case_id=event.case.id,
        handover_id=event.case.handover_id,
        support_request_id=event.case.support_request_id,
    )


@to_contract.register
def _(event: CaseActionPlanned) -> EventData:
    return CaseActionPlannedV1(
        case_id=event.case.id,
        support_request_id=event.case.support_request_id,
        holder=holder_ref(event.opened.holder),
        next_action=action_ref(event.opened.next_action),
    )


@to_contract.register
def _(event: CaseTeamChanged) -> EventData:
    return CaseTeamChangedV1(
        case_id=event.case.id,
        support_request_id=event.case.support_request_id,
        role=event.role.value,
        change="left" if event.has_left else "joined",
    )
