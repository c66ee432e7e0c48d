"""Begins to look for a place when a TLV is granted (T4), and lets that go with case and child.

So does a transition to a next school, and a TLV: that asks who decides when the child leaves (T2).
"""

from collections.abc import Mapping

from samenspel_arrangements.application.places import follow
from samenspel_arrangements.application.places.seek_place import seek_with_tlv
from samenspel_arrangements.application.tlvs import follow as tlvs
from samenspel_arrangements.application.transitions import follow as transitions
from samenspel_arrangements.consumers.perspective import holder_of
from samenspel_arrangements.domain.places.standing import EndReason
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_contracts.arrangements import CaseActionPlannedV1
from samenspel_contracts.cases import CaseClosedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import PupilRecordedV1
from samenspel_contracts.placements import PlacementEndedV1
from samenspel_contracts.registry import EventData
from samenspel_contracts.tlvs import TlvDecidedV1
from samenspel_contracts.transitions import TransitionEndedV1
from samenspel_kernel.ids import CaseId, PupilId, SchoolId
from samenspel_messaging.consumers import Handler

GRANTED, SUCCESSOR = "granted", "successor"


async def on_tlv_decided(
    event: TlvDecidedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Begin to look for a place when it was granted."""
    if event.outcome == GRANTED and event.kind is not None:
        await seek_with_tlv(TlvId(event.tlv_id), TlvKind(event.kind), at=envelope.time, uow=uow)


async def on_case_planned(
    event: CaseActionPlannedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Go with who holds the case, and with its unit."""
    case_id, holder, unit_id = CaseId(event.case_id), holder_of(event.holder), envelope.unit
    await follow.follow_case(case_id, holder, unit_id, at=envelope.time, uow=uow)
    await transitions.follow_case(case_id, holder, unit_id, at=envelope.time, uow=uow)
    await tlvs.follow_case(case_id, uow=uow)


async def on_case_closed(
    event: CaseClosedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Ask who decides on its TLVs when another alliance goes on with the child."""
    if event.outcome == SUCCESSOR:
        await tlvs.follow_closed_case(CaseId(event.case_id), at=envelope.time, uow=uow)


async def on_ended(
    event: PlacementEndedV1 | TransitionEndedV1,
    envelope: Envelope,
    uow: SqlArrangementsUnitOfWork,
) -> None:
    """Ask who decides on its TLVs when the child moved away."""
    if event.outcome == EndReason.MOVED_AWAY:
        await tlvs.note_move_away(CaseId(event.case_id), at=envelope.time, uow=uow)


async def on_pupil_recorded(
    event: PupilRecordedV1, _: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Let the school where the child is now see it."""
    school_id = SchoolId(event.school_id) if event.school_id else None
    await follow.follow_child(PupilId(event.pupil_id), school_id, uow=uow)
    await transitions.follow_child(PupilId(event.pupil_id), school_id, uow=uow)


PLACE_HANDLERS: Mapping[type[EventData], Handler] = {
    TlvDecidedV1: on_tlv_decided,
    CaseActionPlannedV1: on_case_planned,
    CaseClosedV1: on_case_closed,
    PlacementEndedV1: on_ended,
    TransitionEndedV1: on_ended,
    PupilRecordedV1: on_pupil_recorded,
}
