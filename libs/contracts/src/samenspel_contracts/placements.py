"""The way to a place for one child: sought, admitted by a board, begun, and perhaps back.

Why regular education is not enough, and by what writing a board admits, stay in arrangements.
"""

from typing import Annotated
from uuid import UUID

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


@event("nl.passend-onderwijs.placement.sought.v1", owner="arrangements")
class PlacementSoughtV1(ItemOpened):
    """A place of a kind is looked for; a TLV is not a place."""

    placement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: SupportRequest = None
    kind: Code


@event("nl.passend-onderwijs.placement.seat-asked.v1", owner="arrangements")
class PlacementSeatAskedV1(EventData):
    """A seat is kept at a provision, or the child waits there in line (`seated` is false)."""

    placement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: SupportRequest = None
    provision_id: Annotated[UUID, Privacy.NONE]
    seated: Annotated[bool, Privacy.NONE]


@event("nl.passend-onderwijs.placement.escalated.v1", owner="arrangements")
class PlacementEscalatedV1(EventData):
    """There was no place by the last day (M16)."""

    placement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: SupportRequest = None
    pupil_id: Pseudonym
    kind: Code
    last_day: Day


@event("nl.passend-onderwijs.placement.admitted.v1", owner="arrangements")
class PlacementAdmittedV1(EventData):
    """The board of a school admits the child, from a day on."""

    placement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: SupportRequest = None
    pupil_id: Pseudonym
    kind: Code
    to_school_id: Annotated[UUID, Privacy.NONE]
    from_day: Day


@event("nl.passend-onderwijs.placement.enrolled.v1", owner="arrangements")
class PlacementEnrolledV1(EventData):
    """The child is there since a day."""

    placement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: SupportRequest = None
    pupil_id: Pseudonym
    kind: Code
    to_school_id: Annotated[UUID, Privacy.NONE]
    first_day: Day


@event("nl.passend-onderwijs.placement.returned.v1", owner="arrangements")
class PlacementReturnedV1(EventData):
    """The child is back in regular education, with support until it is checked (K28)."""

    placement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: SupportRequest = None
    pupil_id: Pseudonym
    kind: Code
    to_school_id: Annotated[UUID, Privacy.NONE]
    from_day: Day


@event("nl.passend-onderwijs.placement.action-planned.v1", owner="arrangements")
class PlacementActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    placement_id: Pseudonym


@event("nl.passend-onderwijs.placement.reassigned.v1", owner="arrangements")
class PlacementReassignedV1(ItemReassigned):
    """Another answers for it, with the case."""

    placement_id: Pseudonym


@event("nl.passend-onderwijs.placement.term-breached.v1", owner="arrangements")
class PlacementTermBreachedV1(ItemTermBreached):
    """A term ended without what it was for."""

    placement_id: Pseudonym


@event("nl.passend-onderwijs.placement.ended.v1", owner="arrangements")
class PlacementEndedV1(ItemClosed):
    """Nobody has to do anything for it any more; the outcome says why."""

    placement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: SupportRequest = None
