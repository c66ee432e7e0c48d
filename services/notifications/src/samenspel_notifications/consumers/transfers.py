"""Keeps "Mijn werk" of requests that a desk offers to another unit, or answers itself."""

from collections.abc import Mapping

from samenspel_contracts.desks import (
    SupportRequestAnsweredV1,
    SupportRequestTransferAnsweredV1,
    SupportRequestTransferOfferedV1,
)
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_kernel.accountability import desk
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.work_ports import WorkUnitOfWork
from samenspel_notifications.consumers.accountable import action_of, holder_of
from samenspel_notifications.consumers.new_items import answer_of
from samenspel_notifications.domain.work_items import ItemKind


async def on_transfer_offered(
    event: SupportRequestTransferOfferedV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """The other unit must answer, while the sender stays responsible and waits."""
    await _plan(event, envelope, uow)
    item = answer_of(
        desk(unit_id=event.to_unit_id, alliance_id=envelope.alliance),
        envelope,
        ItemKind.TRANSFER,
        event.handover_id,
        by=event.answer_by,
        unit_id=event.to_unit_id,
        school_id=event.school_id,
        pupil_id=event.pupil_id,
    )
    await uow.work.put(item)


async def on_transfer_answered(
    event: SupportRequestTransferAnsweredV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """No answer is awaited any more; one of the two desks goes on."""
    await uow.work.remove(event.handover_id)
    await _plan(event, envelope, uow)


async def on_answered(
    event: SupportRequestAnsweredV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """Nothing is to be done for the request any more."""
    await uow.work.remove(event.support_request_id)


async def _plan(
    event: SupportRequestTransferOfferedV1 | SupportRequestTransferAnsweredV1,
    envelope: Envelope,
    uow: WorkUnitOfWork,
) -> None:
    await uow.work.plan(
        event.support_request_id,
        ItemKind.SUPPORT_REQUEST,
        holder=holder_of(event.holder),
        action=action_of(event.next_action),
        unit_id=envelope.unit,
        at=envelope.time,
    )


TRANSFER_HANDLERS: Mapping[type[EventData], Handler] = {
    SupportRequestTransferOfferedV1: on_transfer_offered,
    SupportRequestTransferAnsweredV1: on_transfer_answered,
    SupportRequestAnsweredV1: on_answered,
}
