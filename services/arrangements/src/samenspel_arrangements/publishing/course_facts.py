"""How granted help goes on, as events; what was said about it stays here."""

from samenspel_arrangements.domain.help.events import (
    ArrangementComposed,
    ArrangementEnded,
    ArrangementEvaluated,
    ArrangementExtended,
    ArrangementMidway,
    ArrangementOverdue,
    ArrangementStarted,
    ArrangementStepSkipped,
)
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.help_courses import (
    ArrangementComposedV1,
    ArrangementEndedV1,
    ArrangementEvaluatedV1,
    ArrangementExtendedV1,
    ArrangementMidwayReachedV1,
    ArrangementOverdueV1,
    ArrangementStartedV1,
    ArrangementStepSkippedV1,
)
from samenspel_contracts.registry import EventData


@to_contract.register
def _(event: ArrangementStarted) -> EventData:
    granted = event.arrangement
    return ArrangementStartedV1(
        arrangement_id=granted.id,
        case_id=granted.case_id,
        support_request_id=granted.support_request_id,
        started_on=event.on,
    )


@to_contract.register
def _(event: ArrangementEvaluated) -> EventData:
    granted, found = event.arrangement, event.evaluation
    return ArrangementEvaluatedV1(
        arrangement_id=granted.id,
        case_id=granted.case_id,
        support_request_id=granted.support_request_id,
        evaluation_id=found.id,
        evaluated_on=found.on,
        works=found.works.value,
    )


@to_contract.register
def _(event: ArrangementExtended) -> EventData:
    granted = event.arrangement
    return ArrangementExtendedV1(
        arrangement_id=granted.id,
        case_id=granted.case_id,
        support_request_id=granted.support_request_id,
        pupil_id=granted.pupil_id,
        school_id=granted.school_id,
        evaluation_id=event.evaluation.id,
        planned_end_on=event.period.planned_end_on,
        evaluation_on=event.period.evaluation_on,
    )


@to_contract.register
def _(event: ArrangementEnded) -> EventData:
    granted = event.arrangement
    return ArrangementEndedV1(
        arrangement_id=granted.id,
        case_id=granted.case_id,
        support_request_id=granted.support_request_id,
        ended_on=event.ended.on,
        reason=event.ended.reason.value,
    )


@to_contract.register
def _(event: ArrangementOverdue) -> EventData:
    granted = event.arrangement
    return ArrangementOverdueV1(
        arrangement_id=granted.id,
        case_id=granted.case_id,
        support_request_id=granted.support_request_id,
        what=event.what,
        last_day=event.last_day,
        noticed_on=event.noticed_on,
    )


@to_contract.register
def _(event: ArrangementComposed) -> EventData:
    granted, made_of = event.arrangement, event.composition
    return ArrangementComposedV1(
        arrangement_id=granted.id,
        case_id=granted.case_id,
        support_request_id=granted.support_request_id,
        measures=len(made_of.measures),
        goals_for=sorted(goal.whom.value for goal in made_of.goals),
        place=granted.ladder.at.value,
    )


@to_contract.register
def _(event: ArrangementMidway) -> EventData:
    granted = event.arrangement
    return ArrangementMidwayReachedV1(
        arrangement_id=granted.id,
        case_id=granted.case_id,
        support_request_id=granted.support_request_id,
        reached_on=event.on,
    )


@to_contract.register
def _(event: ArrangementStepSkipped) -> EventData:
    granted, skipped = event.arrangement, event.skipped
    return ArrangementStepSkippedV1(
        arrangement_id=granted.id,
        case_id=granted.case_id,
        support_request_id=granted.support_request_id,
        step=skipped.step.value,
        why=skipped.why.value,
        skipped_on=skipped.on,
    )
