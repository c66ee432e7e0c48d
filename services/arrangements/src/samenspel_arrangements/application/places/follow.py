"""Use cases: what becomes of the way to a place when something happens to child or case."""

from datetime import datetime
from uuid import UUID

from samenspel_arrangements.application.places.ports import SeatsUnitOfWork
from samenspel_arrangements.application.places.seats import release
from samenspel_arrangements.domain.places.standing import EndReason
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import CaseId, PupilId, SchoolId


async def follow_case(
    case_id: CaseId, holder: Holder, unit_id: UUID | None, *, at: datetime, uow: SeatsUnitOfWork
) -> None:
    """Have who holds the case look for the place, in its unit; the second time changes nothing."""
    for placement in await uow.placements.of_case(case_id):
        if placement.holder is None or (placement.holder, placement.unit_id) == (holder, unit_id):
            continue
        placement.unit_id = unit_id
        if placement.holder != holder:
            placement.follow(holder, at=at)
        uow.placements.save(placement)


async def follow_child(
    pupil_id: PupilId, school_id: SchoolId | None, *, uow: SeatsUnitOfWork
) -> None:
    """Let the school where the child is now see it; the second time changes nothing."""
    for placement in await uow.placements.of_pupil(pupil_id):
        if placement.responsibility is not None and placement.school_id != school_id:
            placement.school_id = school_id
            uow.placements.save(placement)


async def note_death(pupil_id: PupilId, *, at: datetime, uow: SeatsUnitOfWork) -> None:
    """Close all of a child that died, at once; its seat is free for who waits."""
    for placement in await uow.placements.of_pupil(pupil_id):
        if placement.responsibility is not None:
            asked = placement.asked
            placement.end(EndReason.DIED, at=at)
            uow.placements.save(placement)
            await release(placement.id, asked, at=at, uow=uow)
