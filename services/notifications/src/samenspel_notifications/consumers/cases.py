"""Keeps "Mijn werk" of cases that get another holder, are closed, and are opened again."""

from collections.abc import Mapping

from samenspel_contracts.cases import (
    CaseAftercareCheckedV1,
    CaseClosedV1,
    CaseHandoverAnsweredV1,
    CaseHandoverOfferedV1,
    CaseReopenedV1,
)
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.funding_checks import (
    FundingCheckHandoverAnsweredV1,
    FundingCheckHandoverOfferedV1,
)
from samenspel_contracts.help_courses import ArrangementEndedV1, ArrangementExtendedV1
from samenspel_contracts.open_items import ReceiverRef
from samenspel_contracts.registry import EventData
from samenspel_contracts.tlvs import TlvHandoverAnsweredV1, TlvHandoverOfferedV1
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.work_ports import WorkUnitOfWork
from samenspel_notifications.consumers.accountable import action_of, holder_of
from samenspel_notifications.consumers.new_items import answer_of, item_of
from samenspel_notifications.consumers.open_items import on_planned
from samenspel_notifications.domain.work_items import ItemKind

GOES_WELL = "going-well"
OFFERED: Mapping[type[EventData], ItemKind] = {
    TlvHandoverOfferedV1: ItemKind.TLV_HANDOVER,
    FundingCheckHandoverOfferedV1: ItemKind.FUNDING_HANDOVER,
}


async def on_handover_offered(
    event: CaseHandoverOfferedV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """The other must answer; who holds the case waits for it. No child is named to the other."""
    await on_planned(event, envelope, uow)
    to = _holder_of(event.to)
    item = answer_of(
        to,
        envelope,
        ItemKind.CASE_HANDOVER,
        event.handover_id,
        by=event.answer_by,
        unit_id=to.id if to.kind is HolderKind.UNIT_DESK else envelope.unit,
    )
    await uow.work.put(item)


async def on_handover_answered(
    event: CaseHandoverAnsweredV1 | TlvHandoverAnsweredV1 | FundingCheckHandoverAnsweredV1,
    envelope: Envelope,
    uow: WorkUnitOfWork,
) -> None:
    """No answer is awaited any more; what the holder does next comes with an event of its own."""
    await uow.work.remove(event.handover_id)


async def on_office_handover_offered(
    event: TlvHandoverOfferedV1 | FundingCheckHandoverOfferedV1,
    envelope: Envelope,
    uow: WorkUnitOfWork,
) -> None:
    """The colleague or the desk must answer; who holds it waits for that."""
    await on_planned(event, envelope, uow)
    item = answer_of(
        _holder_of(event.to),
        envelope,
        OFFERED[type(event)],
        event.handover_id,
        by=event.answer_by,
        unit_id=None,
    )
    await uow.work.put(item)


async def on_closed(event: CaseClosedV1, envelope: Envelope, uow: WorkUnitOfWork) -> None:
    """Somebody looks again some months later, or nobody has to do anything any more."""
    if event.holder is None or event.next_action is None:
        await uow.work.remove(event.case_id)
        return
    await uow.work.plan(
        event.case_id,
        ItemKind.CASE,
        holder=holder_of(event.holder),
        action=action_of(event.next_action),
        unit_id=envelope.unit,
        at=envelope.time,
    )


async def on_aftercare_checked(
    event: CaseAftercareCheckedV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """It goes well: nobody has to do anything. Else the case is opened again by its own event."""
    if event.outcome == GOES_WELL:
        await uow.work.remove(event.case_id)


async def on_reopened(event: CaseReopenedV1, envelope: Envelope, uow: WorkUnitOfWork) -> None:
    """A person holds the case again."""
    await uow.work.put(item_of(event, envelope, ItemKind.CASE, event.case_id))


async def on_help_extended(
    event: ArrangementExtendedV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """The help ends later, and its end is spoken of later."""
    await uow.work.put_ending(
        event.arrangement_id,
        case_id=event.case_id,
        unit_id=envelope.unit,
        school_id=event.school_id,
        pupil_id=event.pupil_id,
        ends_on=event.planned_end_on,
        at=envelope.time,
    )


async def on_help_ended(event: ArrangementEndedV1, envelope: Envelope, uow: WorkUnitOfWork) -> None:
    """Somebody decided; nobody has to any more."""
    await uow.work.remove(event.arrangement_id)


def _holder_of(to: ReceiverRef) -> Holder:
    return Holder(HolderKind(to.kind), to.id)


CASE_HANDLERS: Mapping[type[EventData], Handler] = {
    CaseHandoverOfferedV1: on_handover_offered,
    CaseHandoverAnsweredV1: on_handover_answered,
    TlvHandoverOfferedV1: on_office_handover_offered,
    FundingCheckHandoverOfferedV1: on_office_handover_offered,
    FundingCheckHandoverAnsweredV1: on_handover_answered,
    TlvHandoverAnsweredV1: on_handover_answered,
    CaseClosedV1: on_closed,
    ArrangementExtendedV1: on_help_extended,
    ArrangementEndedV1: on_help_ended,
    CaseAftercareCheckedV1: on_aftercare_checked,
    CaseReopenedV1: on_reopened,
}
