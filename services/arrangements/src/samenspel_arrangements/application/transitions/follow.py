"""Use cases: what becomes of a transition when something happens to child or case."""

from datetime import datetime
from uuid import UUID

from samenspel_arrangements.application.transitions.ports import FollowingUnitOfWork
from samenspel_arrangements.domain.transitions.standing import EndReason
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import CaseId, PupilId, SchoolId


async def follow_case(
    case_id: CaseId, holder: Holder, unit_id: UUID | None, *, at: datetime, uow: FollowingUnitOfWork
) -> None:
    """Have who holds the case see to it, in its unit; the second time changes nothing."""
    for transition in await uow.transitions.of_case(case_id):
        if transition.holder is None or (transition.holder, transition.unit_id) == (
            holder,
            unit_id,
        ):
            continue
        transition.unit_id = unit_id
        if transition.holder != holder:
            transition.follow(holder, at=at)
        uow.transitions.save(transition)


async def follow_child(
    pupil_id: PupilId, school_id: SchoolId | None, *, uow: FollowingUnitOfWork
) -> None:
    """Let the school where the child is now see it; the second time changes nothing."""
    for transition in await uow.transitions.of_pupil(pupil_id):
        if transition.responsibility is not None and transition.school_id != school_id:
            transition.school_id = school_id
            uow.transitions.save(transition)


async def end_at_death(pupil_id: PupilId, *, at: datetime, uow: FollowingUnitOfWork) -> None:
    """Close all of a child that died, at once."""
    for transition in await uow.transitions.of_pupil(pupil_id):
        if transition.responsibility is not None:
            transition.end(EndReason.DIED, at=at)
            uow.transitions.save(transition)
