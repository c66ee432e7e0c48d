"""How cases are closed and opened again, as events; what was said stays here."""

from samenspel_arrangements.domain.case_events import (
    CaseAftercareChecked,
    CaseClosed,
    CaseReopened,
)
from samenspel_arrangements.domain.closing.closable import outcome_of
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.cases import CaseAftercareCheckedV1, CaseClosedV1, CaseReopenedV1
from samenspel_contracts.registry import EventData
from samenspel_platform.references import action_ref, holder_ref, term_ref


@to_contract.register
def _(event: CaseClosed) -> EventData:
    held = event.held
    return CaseClosedV1(
        case_id=event.case.id,
        support_request_id=event.case.support_request_id,
        outcome=outcome_of(event.closing),
        pupil_id=event.case.pupil_id,
        aftercare=term_ref(held.closing.aftercare) if held else None,
        holder=holder_ref(held.holder) if held else None,
        next_action=action_ref(held.next_action) if held else None,
    )


@to_contract.register
def _(event: CaseAftercareChecked) -> EventData:
    return CaseAftercareCheckedV1(
        case_id=event.case.id,
        support_request_id=event.case.support_request_id,
        outcome=event.report.how.value,
        told_by=event.report.told_by.value,
    )


@to_contract.register
def _(event: CaseReopened) -> EventData:
    return CaseReopenedV1(
        case_id=event.case.id,
        support_request_id=event.case.support_request_id,
        pupil_id=event.case.pupil_id,
        school_id=event.case.school_id,
        holder=holder_ref(event.opened.holder),
        next_action=action_ref(event.opened.next_action),
    )
