"""Arrangements' events of shared perspectives: that one is written, and who shares it."""

from collections.abc import Mapping

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.perspectives import (
    PerspectiveClosedV1,
    PerspectiveOpenedV1,
    PerspectivePositionTakenV1,
    PerspectiveWrittenV1,
)
from samenspel_contracts.registry import EventData
from samenspel_kernel.clock import dutch_date
from samenspel_messaging.consumers import Handler
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork

PARENT = "parent"


async def on_opened(
    event: PerspectiveOpenedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """One has to be written, or written again: there is no version yet that anybody may share."""
    await uow.kept.change_perspective(
        event.perspective_id,
        case_id=event.case_id,
        unit_id=envelope.unit,
        school_id=event.school_id,
        opened_on=dutch_date(envelope.time),
        written_on=None,
        shared=False,
        parent_said=False,
        closed=False,
    )


async def on_written(
    event: PerspectiveWrittenV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """A version is there; nobody said yet whether it shares it."""
    await uow.kept.change_perspective(
        event.perspective_id,
        unit_id=envelope.unit,
        written_on=dutch_date(envelope.time),
        shared=False,
        parent_said=False,
    )


async def on_position(
    event: PerspectivePositionTakenV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Somebody said whether it shares the newest version."""
    await uow.kept.change_perspective(event.perspective_id, shared=event.shared_by_all)
    if event.party == PARENT:
        await uow.kept.change_perspective(event.perspective_id, parent_said=True)


async def on_closed(
    event: PerspectiveClosedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Nothing is to be done for it any more."""
    await uow.kept.change_perspective(event.perspective_id, closed=True)


PERSPECTIVE_HANDLERS: Mapping[type[EventData], Handler] = {
    PerspectiveOpenedV1: on_opened,
    PerspectiveWrittenV1: on_written,
    PerspectivePositionTakenV1: on_position,
    PerspectiveClosedV1: on_closed,
}
