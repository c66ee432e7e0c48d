"""Use cases: what becomes of meetings when something happens to their case."""

from datetime import datetime
from typing import Protocol

from samenspel_arrangements.application.meeting.ports import Meetings
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import CaseId


class FollowingUnitOfWork(Protocol):
    """One transaction with the meetings."""

    @property
    def meetings(self) -> Meetings:
        """The meetings."""
        ...


async def follow_holder(
    case_id: CaseId, holder: Holder, *, at: datetime, uow: FollowingUnitOfWork
) -> None:
    """Have who holds the case hold its meetings."""
    for meeting in await uow.meetings.of_case(case_id):
        if meeting.holder not in (None, holder):
            meeting.follow(holder, at=at)
            uow.meetings.save(meeting)


async def stop_all(case_id: CaseId, *, at: datetime, uow: FollowingUnitOfWork) -> None:
    """Ask nothing any more: the child died."""
    for meeting in await uow.meetings.of_case(case_id):
        meeting.stop(at=at)
        uow.meetings.save(meeting)
