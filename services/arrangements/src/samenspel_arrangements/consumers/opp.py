"""Begins a plan with the help that was granted, and lets it go where its child goes."""

from collections.abc import Mapping

from samenspel_arrangements.application.opp.begin_opp import (
    begin_for_help,
    follow_child,
)
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_contracts.arrangements import ArrangementGrantedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import PupilRecordedV1
from samenspel_contracts.registry import EventData
from samenspel_kernel.ids import CaseId, PupilId, SchoolId
from samenspel_messaging.consumers import Handler


async def on_arrangement_granted(
    event: ArrangementGrantedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Begin the plan: extra support was found necessary, so six weeks run."""
    await begin_for_help(CaseId(event.case_id), at=envelope.time, uow=uow)


async def on_pupil_recorded(
    event: PupilRecordedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Let the school where the child is now own its plan."""
    school_id = SchoolId(event.school_id) if event.school_id else None
    await follow_child(PupilId(event.pupil_id), school_id, at=envelope.time, uow=uow)


OPP_HANDLERS: Mapping[type[EventData], Handler] = {
    ArrangementGrantedV1: on_arrangement_granted,
    PupilRecordedV1: on_pupil_recorded,
}
