"""Which events of granted help leave arrangements, and as what."""

from samenspel_arrangements.domain.arrangement import ArrangementGranted
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.arrangements import ArrangementGrantedV1
from samenspel_contracts.registry import EventData


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
