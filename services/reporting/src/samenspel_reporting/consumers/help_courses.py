"""Arrangements' events of granted help: for how long, looked at when, and how it stopped."""

from collections.abc import Mapping

from samenspel_contracts.arrangements import ArrangementGrantedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.help_courses import (
    ArrangementComposedV1,
    ArrangementEndedV1,
    ArrangementEvaluatedV1,
    ArrangementExtendedV1,
    ArrangementStartedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_kernel.clock import dutch_date
from samenspel_messaging.consumers import Handler
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.consumers import arrangements


async def on_granted(
    event: ArrangementGrantedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Know for how long it is planned; the first time counts for its request."""
    await arrangements.on_arrangement_granted(event, envelope, uow)
    await uow.kept.change_help(
        event.arrangement_id,
        case_id=event.case_id,
        unit_id=envelope.unit,
        school_id=event.school_id,
        starts_on=event.starts_on,
        first_end_on=event.planned_end_on,
        planned_end_on=event.planned_end_on,
    )
    await uow.kept.note_stretch(
        help_id=event.arrangement_id,
        evaluation_id=None,
        granted_on=dutch_date(envelope.time),
        evaluation_on=event.evaluation_on,
    )


async def on_started(
    event: ArrangementStartedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Know when it began."""
    await uow.kept.change_help(event.arrangement_id, started_on=event.started_on)


async def on_composed(
    event: ArrangementComposedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Know at which step of the ladder it is given; the newest counts."""
    await uow.kept.change_help(event.arrangement_id, place=event.place)


async def on_evaluated(
    event: ArrangementEvaluatedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Know that it was looked at, and what was found."""
    await uow.kept.note_evaluation(
        event.evaluation_id,
        help_id=event.arrangement_id,
        evaluated_on=event.evaluated_on,
        works=event.works,
    )


async def on_extended(
    event: ArrangementExtendedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Know until when it goes on, and on which look that rests."""
    await uow.kept.change_help(
        event.arrangement_id, unit_id=envelope.unit, planned_end_on=event.planned_end_on
    )
    await uow.kept.note_stretch(
        help_id=event.arrangement_id,
        evaluation_id=event.evaluation_id,
        granted_on=dutch_date(envelope.time),
        evaluation_on=event.evaluation_on,
    )


async def on_ended(event: ArrangementEndedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Know when and why it stopped."""
    await uow.kept.change_help(
        event.arrangement_id, ended_on=event.ended_on, end_reason=event.reason
    )


HELP_HANDLERS: Mapping[type[EventData], Handler] = {
    ArrangementGrantedV1: on_granted,
    ArrangementStartedV1: on_started,
    ArrangementComposedV1: on_composed,
    ArrangementEvaluatedV1: on_evaluated,
    ArrangementExtendedV1: on_extended,
    ArrangementEndedV1: on_ended,
}
