"""Which domain events leave arrangements, and as what; no free text, no names."""

from functools import singledispatch

from samenspel_arrangements.domain.arrangement import ArrangementGranted
from samenspel_arrangements.domain.case import (
    CaseActionPlanned,
    CaseDeclined,
    CaseOffered,
    CaseOfferWithdrawn,
    CaseOpened,
    Opened,
)
from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.arrangements import (
    ArrangementGrantedV1,
    CaseActionPlannedV1,
    CaseDeclinedV1,
    CaseOfferedV1,
    CaseOfferWithdrawnV1,
    CaseOpenedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_kernel.aggregate import DomainEvent


@singledispatch
def to_contract(event: DomainEvent) -> EventData | None:
    """Give the public form of a domain event, or None if it stays inside."""
    return None


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
        holder=_holder(event.opened),
        next_action=_next_action(event.opened),
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
        holder=_holder(event.opened),
        next_action=_next_action(event.opened),
    )


@to_contract.register
def _(event: ArrangementGranted) -> EventData:
    granted = event.arrangement
    return ArrangementGrantedV1(
        arrangement_id=granted.id,
        case_id=granted.case_id,
        support_request_id=granted.support_request_id,
        pupil_id=granted.pupil_id,
        school_id=granted.school_id,
        kind=granted.kind.value,
        starts_on=granted.period.starts_on,
        planned_end_on=granted.period.planned_end_on,
        evaluation_on=granted.period.evaluation_on,
    )


def _holder(opened: Opened) -> HolderRef:
    return HolderRef(kind=opened.holder.kind.value, id=opened.holder.id)


def _next_action(opened: Opened) -> NextActionRef:
    return NextActionRef(kind=opened.next_action.kind, due_on=opened.next_action.due_on)
