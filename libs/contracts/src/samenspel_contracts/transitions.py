"""A child goes on to its next school: planned, offered, accepted before the first day (K23).

What travels, the name of a school outside, and what anybody said stay in arrangements.
"""

from typing import Annotated
from uuid import UUID

from samenspel_contracts.accountability import TermRef
from samenspel_contracts.open_items import (
    Code,
    Day,
    ItemActionPlanned,
    ItemClosed,
    ItemOpened,
    ItemReassigned,
    ItemTermBreached,
    Pseudonym,
    SupportRequest,
)
from samenspel_contracts.registry import EventData, Privacy, event

ToSchool = Annotated[UUID | None, Privacy.NONE]
"""The next school; None for one outside the alliance."""


@event("nl.passend-onderwijs.transition.planned.v1", owner="arrangements")
class TransitionPlannedV1(ItemOpened):
    """A child will go on, to primary or to secondary school."""

    transition_id: Pseudonym
    case_id: Pseudonym
    support_request_id: SupportRequest = None
    stage: Code
    first_day: Day


@event("nl.passend-onderwijs.transition.moved.v1", owner="arrangements")
class TransitionMovedV1(EventData):
    """The first day is another one; `term` is by when the next school says yes, if it did not."""

    transition_id: Pseudonym
    case_id: Pseudonym
    support_request_id: SupportRequest = None
    stage: Code
    first_day: Day
    term: Annotated[TermRef | None, Privacy.NONE] = None


@event("nl.passend-onderwijs.transition.offered.v1", owner="arrangements")
class TransitionOfferedV1(EventData):
    """The parents agreed; the next school has to answer."""

    transition_id: Pseudonym
    case_id: Pseudonym
    support_request_id: SupportRequest = None
    to_school_id: ToSchool = None
    first_day: Day


@event("nl.passend-onderwijs.transition.declined.v1", owner="arrangements")
class TransitionDeclinedV1(EventData):
    """The next school said no; another is looked for."""

    transition_id: Pseudonym
    case_id: Pseudonym
    support_request_id: SupportRequest = None
    to_school_id: ToSchool = None


@event("nl.passend-onderwijs.transition.escalated.v1", owner="arrangements")
class TransitionEscalatedV1(EventData):
    """Nobody accepted it by the last day, and the first day comes near."""

    transition_id: Pseudonym
    case_id: Pseudonym
    support_request_id: SupportRequest = None
    last_day: Day
    first_day: Day


@event("nl.passend-onderwijs.transition.accepted.v1", owner="arrangements")
class TransitionAcceptedV1(EventData):
    """The next school knows the child; in time when that was before the first day (K23)."""

    transition_id: Pseudonym
    case_id: Pseudonym
    support_request_id: SupportRequest = None
    stage: Code
    to_school_id: ToSchool = None
    accepted_on: Day
    first_day: Day


@event("nl.passend-onderwijs.transition.action-planned.v1", owner="arrangements")
class TransitionActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    transition_id: Pseudonym


@event("nl.passend-onderwijs.transition.reassigned.v1", owner="arrangements")
class TransitionReassignedV1(ItemReassigned):
    """Another answers for it, with the case."""

    transition_id: Pseudonym


@event("nl.passend-onderwijs.transition.term-breached.v1", owner="arrangements")
class TransitionTermBreachedV1(ItemTermBreached):
    """A term ended without what it was for."""

    transition_id: Pseudonym


@event("nl.passend-onderwijs.transition.ended.v1", owner="arrangements")
class TransitionEndedV1(ItemClosed):
    """Nobody has to do anything for it any more; the outcome says why."""

    transition_id: Pseudonym
    case_id: Pseudonym
    support_request_id: SupportRequest = None
