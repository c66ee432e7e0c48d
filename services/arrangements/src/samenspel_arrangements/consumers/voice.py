"""Plans to hear the child with its case, and keeps that with who holds the case."""

from collections.abc import Mapping

from samenspel_arrangements.application.voice.plan_voice import (
    follow_holder,
    plan_first,
    plan_last,
    stop_all,
)
from samenspel_arrangements.consumers.perspective import holder_of
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_contracts.arrangements import CaseActionPlannedV1, CaseOpenedV1
from samenspel_contracts.cases import CaseClosedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_kernel.ids import CaseId
from samenspel_messaging.consumers import Handler


async def on_case_opened(
    event: CaseOpenedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Plan to hear the child when its plan is drafted."""
    holder = holder_of(event.holder)
    await plan_first(CaseId(event.case_id), holder, at=envelope.time, uow=uow)


async def on_case_planned(
    event: CaseActionPlannedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Go with who holds the case."""
    holder = holder_of(event.holder)
    await follow_holder(CaseId(event.case_id), holder, at=envelope.time, uow=uow)


async def on_case_closed(
    event: CaseClosedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Hear the child once more after it, where somebody looks again; after a death nothing."""
    case_id = CaseId(event.case_id)
    if event.outcome == DIED:
        await stop_all(case_id, at=envelope.time, uow=uow)
    elif event.aftercare is not None and event.holder is not None:
        await plan_last(case_id, holder_of(event.holder), at=envelope.time, uow=uow)


DIED = "died"
VOICE_HANDLERS: Mapping[type[EventData], Handler] = {
    CaseOpenedV1: on_case_opened,
    CaseActionPlannedV1: on_case_planned,
    CaseClosedV1: on_case_closed,
}
