"""Events of TLVs: asked, decided, in time or not, and how they ended; no child stands in them."""

from collections.abc import Mapping

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_contracts.tlvs import (
    TlvClosedV1,
    TlvDecidedV1,
    TlvExpiredV1,
    TlvLetterDueV1,
    TlvObjectionAnsweredV1,
    TlvObjectionFiledV1,
    TlvOpenedV1,
)
from samenspel_messaging.consumers import Handler
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.consumers import open_items


async def on_opened(event: TlvOpenedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Open its line; one that is objected to again has its line."""
    await open_items.on_opened(event, envelope, uow)
    if event.origin == "objected":
        return
    await uow.projections.change_tlv(
        event.tlv_id,
        unit_id=envelope.unit,
        school_id=event.school_id,
        origin=event.origin,
        kind=event.kind,
        received_on=event.received_on,
    )


async def on_decided(event: TlvDecidedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Keep what was decided, when, and until when it was in time; decided anew, the last counts."""
    await uow.projections.change_tlv(
        event.tlv_id,
        outcome=event.outcome,
        decided_on=event.decided_on,
        decide_by=event.last_day,
        days_suspended=event.days_suspended,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        granted_kind=event.kind,
    )


async def on_letter_due(
    event: TlvLetterDueV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Know that a letter must go out."""
    await uow.projections.change_tlv(event.tlv_id, letter_by=event.letter_by)


async def on_expired(event: TlvExpiredV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Know that it ended while nobody said what comes next."""
    await uow.projections.change_tlv(event.tlv_id, expired_on=event.ended_on)


async def on_objection_filed(
    event: TlvObjectionFiledV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Know that somebody objected."""
    await uow.projections.change_tlv(event.tlv_id, objected_on=event.received_on)


async def on_objection_answered(
    event: TlvObjectionAnsweredV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Know what became of it."""
    await uow.projections.change_tlv(event.tlv_id, objection_outcome=event.outcome)


async def on_closed(event: TlvClosedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Close the line, with how it ended."""
    await open_items.on_closed(event, envelope, uow)
    await uow.projections.change_tlv(event.tlv_id, ended_as=event.outcome)


TLV_HANDLERS: Mapping[type[EventData], Handler] = {
    TlvOpenedV1: on_opened,
    TlvDecidedV1: on_decided,
    TlvLetterDueV1: on_letter_due,
    TlvExpiredV1: on_expired,
    TlvObjectionFiledV1: on_objection_filed,
    TlvObjectionAnsweredV1: on_objection_answered,
    TlvClosedV1: on_closed,
}
