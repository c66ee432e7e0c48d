"""Keeps meetings with who holds their case, and stops them when the child died."""

from collections.abc import Mapping

from samenspel_arrangements.application.meeting.follow_case import follow_holder, stop_all
from samenspel_arrangements.consumers.deaths import DIED
from samenspel_arrangements.consumers.perspective import holder_of
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_contracts.arrangements import CaseActionPlannedV1
from samenspel_contracts.cases import CaseClosedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_kernel.ids import CaseId
from samenspel_messaging.consumers import Handler


async def on_case_planned(
    event: CaseActionPlannedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Go with who holds the case."""
    holder = holder_of(event.holder)
    await follow_holder(CaseId(event.case_id), holder, at=envelope.time, uow=uow)


async def on_case_closed(
    event: CaseClosedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Stop when the child died; else what was agreed is followed up all the same."""
    if event.outcome == DIED:
        await stop_all(CaseId(event.case_id), at=envelope.time, uow=uow)


MEETING_HANDLERS: Mapping[type[EventData], Handler] = {
    CaseActionPlannedV1: on_case_planned,
    CaseClosedV1: on_case_closed,
}
