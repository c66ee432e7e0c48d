"""Events of sessions of granted help: moved, called off, given, not given, or left without a word."""

from datetime import date
from typing import Annotated
from uuid import UUID

from samenspel_contracts.registry import EventData, Privacy, event

Pseudonym = Annotated[UUID, Privacy.PSEUDONYMOUS]
Code = Annotated[str, Privacy.NONE]
Day = Annotated[date, Privacy.NONE]


@event("nl.passend-onderwijs.help-session.given.v1", owner="arrangements")
class HelpSessionGivenV1(EventData):
    """A session was given on its day; a later `missed` of the same session takes it back.

    The first of a request is its first help (K4).
    """

    session_id: Pseudonym
    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    pupil_id: Pseudonym
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    given_on: Day


@event("nl.passend-onderwijs.help-session.missed.v1", owner="arrangements")
class HelpSessionMissedV1(EventData):
    """A session was not given; `child-absent`, `giver-absent`, `school-closed`, `moved`, `other`.

    A later `given` of the same session takes it back.
    """

    session_id: Pseudonym
    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    planned_on: Day
    reason: Code


@event("nl.passend-onderwijs.help-session.left-unrecorded.v1", owner="arrangements")
class HelpSessionLeftUnrecordedV1(EventData):
    """Nobody said by the last day whether a session was given; told once, anew after a move."""

    session_id: Pseudonym
    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    planned_on: Day
    last_day: Day
    noticed_on: Day


@event("nl.passend-onderwijs.help-session.moved.v1", owner="arrangements")
class HelpSessionMovedV1(EventData):
    """A session is on another day: `child-ill`, `giver-ill`, `holiday`, `other`, or not said why."""

    session_id: Pseudonym
    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    planned_on: Day
    moved_to: Day
    reason: Annotated[str | None, Privacy.NONE] = None


@event("nl.passend-onderwijs.help-session.called-off.v1", owner="arrangements")
class HelpSessionCalledOffV1(EventData):
    """A session will not be given: `child-ill`, `giver-ill`, `holiday`, `other`.

    Another comes instead if that has a day. A later `given` of the same session takes it back.
    """

    session_id: Pseudonym
    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    planned_on: Day
    reason: Code
    instead_on: Annotated[date | None, Privacy.NONE] = None
