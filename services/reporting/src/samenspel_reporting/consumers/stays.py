"""Arrangements' events of places: a child that is in special education, and that goes back."""

from collections.abc import Mapping

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.placements import (
    PlacementEndedV1,
    PlacementEnrolledV1,
    PlacementReturnedV1,
    PlacementSoughtV1,
)
from samenspel_contracts.registry import EventData
from samenspel_kernel.clock import dutch_date
from samenspel_messaging.consumers import Handler
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.consumers import open_items


async def on_sought(event: PlacementSoughtV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """A place of a kind is looked for."""
    await open_items.on_opened(event, envelope, uow)
    await uow.kept.change_stay(
        event.placement_id,
        case_id=event.case_id,
        unit_id=envelope.unit,
        school_id=event.school_id,
        kind=event.kind,
    )


async def on_enrolled(
    event: PlacementEnrolledV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """The child is there since a day."""
    await uow.kept.change_stay(event.placement_id, first_day=event.first_day)


async def on_returned(
    event: PlacementReturnedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """The child is back in regular education, with support."""
    await uow.kept.change_stay(event.placement_id, back_on=event.from_day)


async def on_ended(event: PlacementEndedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Nobody has to do anything for it any more."""
    await open_items.on_closed(event, envelope, uow)
    await uow.kept.change_stay(
        event.placement_id, ended_on=dutch_date(envelope.time), ended_as=event.outcome
    )


STAY_HANDLERS: Mapping[type[EventData], Handler] = {
    PlacementSoughtV1: on_sought,
    PlacementEnrolledV1: on_enrolled,
    PlacementReturnedV1: on_returned,
    PlacementEndedV1: on_ended,
}
