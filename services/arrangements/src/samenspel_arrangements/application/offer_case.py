"""Use case: a handed-over request becomes a case that waits for a person."""

from dataclasses import dataclass
from datetime import date, datetime

from samenspel_arrangements.application.ports import ArrangementsUnitOfWork
from samenspel_arrangements.domain.case import Case
from samenspel_kernel.ids import (
    AllianceId,
    HandoverId,
    PupilId,
    SchoolId,
    SupportRequestId,
    UnitId,
    case_id_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCase:
    """What was offered, by which alliance, to which unit, and when."""

    alliance_id: AllianceId
    unit_id: UnitId | None
    handover_id: HandoverId
    support_request_id: SupportRequestId
    pupil_id: PupilId
    school_id: SchoolId | None
    kind: str
    age_band: str
    answer_by: date
    offered_at: datetime


async def offer_case(command: OfferCase, *, uow: ArrangementsUnitOfWork) -> Case:
    """Make the handover's case; if it is there already, nothing changes."""
    known = await uow.cases.find(case_id_of(command.handover_id))
    if known is not None:
        return known
    case = Case.offer(
        alliance_id=command.alliance_id,
        unit_id=command.unit_id,
        handover_id=command.handover_id,
        support_request_id=command.support_request_id,
        pupil_id=command.pupil_id,
        school_id=command.school_id,
        kind=command.kind,
        age_band=command.age_band,
        answer_by=command.answer_by,
        at=command.offered_at,
    )
    uow.cases.save(case)
    return case
