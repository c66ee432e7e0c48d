"""Meetings about a child: that and when one meets, and whether what was agreed was done.

Who is invited by name, what is on the agenda, what was said and decided stay in arrangements.
"""

from typing import Annotated
from uuid import UUID

from samenspel_contracts.open_items import (
    Code,
    Day,
    ItemActionPlanned,
    ItemClosed,
    ItemOpened,
    ItemTermBreached,
    Pseudonym,
)
from samenspel_contracts.registry import EventData, Privacy, event

Count = Annotated[int, Privacy.NONE]
Flag = Annotated[bool, Privacy.NONE]


@event("nl.passend-onderwijs.meeting.opened.v1", owner="arrangements")
class MeetingOpenedV1(ItemOpened):
    """A meeting is planned, and the parents are invited."""

    meeting_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    day: Day


@event("nl.passend-onderwijs.meeting.moved.v1", owner="arrangements")
class MeetingMovedV1(EventData):
    """It is on another day, or at another time or place."""

    meeting_id: Pseudonym
    case_id: Pseudonym
    pupil_id: Pseudonym
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    day: Day


@event("nl.passend-onderwijs.meeting.cancelled.v1", owner="arrangements")
class MeetingCancelledV1(EventData):
    """It is not held; why, parents read after logging in."""

    meeting_id: Pseudonym
    case_id: Pseudonym
    pupil_id: Pseudonym
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    day: Day


@event("nl.passend-onderwijs.meeting.day-kept.v1", owner="arrangements")
class MeetingDayKeptV1(EventData):
    """It stays on its day, though somebody can't come; why, they read after logging in.

    `parents_asked` are the contacts of the parents that asked for another day, if any.
    """

    meeting_id: Pseudonym
    case_id: Pseudonym
    pupil_id: Pseudonym
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    day: Day
    parents_asked: Annotated[tuple[UUID, ...], Privacy.PSEUDONYMOUS] = ()
    school_asked: Flag


@event("nl.passend-onderwijs.meeting.held.v1", owner="arrangements")
class MeetingHeldV1(EventData):
    """It was held and written down (K20).

    Of the parents invited so many were present, and so many declined before; of the papers so many
    were late for them. `agreed_outside` actions are of somebody outside school, family and alliance.
    """

    meeting_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    day: Day
    parents_invited: Count
    parents_present: Count
    parents_declined: Count
    papers: Count
    papers_late: Count
    agreed: Count
    agreed_outside: Count
    has_minutes: Flag


@event("nl.passend-onderwijs.meeting.agreement-settled.v1", owner="arrangements")
class MeetingAgreementSettledV1(EventData):
    """What was agreed is done, or will not be (M6); `in_time` compares with the agreed day."""

    meeting_id: Pseudonym
    case_id: Pseudonym
    doer: Code
    outside: Flag
    done: Flag
    in_time: Flag


@event("nl.passend-onderwijs.meeting.action-planned.v1", owner="arrangements")
class MeetingActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    meeting_id: Pseudonym


@event("nl.passend-onderwijs.meeting.term-breached.v1", owner="arrangements")
class MeetingTermBreachedV1(ItemTermBreached):
    """It was not written down in time, or what was agreed was not done on its day."""

    meeting_id: Pseudonym


@event("nl.passend-onderwijs.meeting.closed.v1", owner="arrangements")
class MeetingClosedV1(ItemClosed):
    """Nobody has to do anything for it any more: finished, cancelled, or stopped."""

    meeting_id: Pseudonym
