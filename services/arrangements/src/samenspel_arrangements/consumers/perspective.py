"""Begins the shared perspective with its case, and keeps it with who holds that."""

from collections.abc import Mapping

from samenspel_arrangements.application.perspective.follow_case import (
    close_perspective,
    follow_holder,
    open_perspective,
    reopen_perspective,
)
from samenspel_arrangements.domain.places.postcode import Postcode4
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_contracts.accountability import HolderRef
from samenspel_contracts.arrangements import CaseActionPlannedV1, CaseOpenedV1
from samenspel_contracts.cases import CaseClosedV1, CaseReopenedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import ContactRecordedV1
from samenspel_contracts.registry import EventData
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.ids import CaseId
from samenspel_messaging.consumers import Handler


async def on_case_opened(
    event: CaseOpenedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Begin it, with a day by which it is written."""
    holder = holder_of(event.holder)
    await open_perspective(CaseId(event.case_id), holder, at=envelope.time, uow=uow)


async def on_case_planned(
    event: CaseActionPlannedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Go with who holds the case."""
    holder = holder_of(event.holder)
    await follow_holder(CaseId(event.case_id), holder, at=envelope.time, uow=uow)


async def on_case_closed(
    event: CaseClosedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Stop with the case."""
    await close_perspective(CaseId(event.case_id), at=envelope.time, uow=uow)


async def on_case_reopened(
    event: CaseReopenedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Come back with the case, to be written again by a day."""
    holder = holder_of(event.holder)
    await reopen_perspective(CaseId(event.case_id), holder, at=envelope.time, uow=uow)


async def on_contact_recorded(
    event: ContactRecordedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Know the parents of a pupil, of their address the postcode's digits alone; no others."""
    if event.kind == "parent" and event.pupil_id is not None:
        await uow.parents.record(
            event.contact_id,
            pupil_id=event.pupil_id,
            name=event.name,
            has_authority=event.has_authority,
            postcode4=Postcode4.of_address(event.postcode),
            houses_child=event.organisation is None,
            seq=envelope.aggseq,
        )


def holder_of(ref: HolderRef) -> Holder:
    """Read who answers for a case."""
    return Holder(HolderKind(ref.kind), ref.id)


PERSPECTIVE_HANDLERS: Mapping[type[EventData], Handler] = {
    CaseOpenedV1: on_case_opened,
    CaseActionPlannedV1: on_case_planned,
    CaseClosedV1: on_case_closed,
    CaseReopenedV1: on_case_reopened,
}
PARENT_HANDLERS: Mapping[type[EventData], Handler] = {ContactRecordedV1: on_contact_recorded}
