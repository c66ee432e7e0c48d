"""The shared perspective of a case: that a version is there and who shares it.

What stands in it stays in arrangements: the child's words, the goals, and with what somebody
disagrees are in no event.
"""

from typing import Annotated

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

Number = Annotated[int, Privacy.NONE]
Flag = Annotated[bool, Privacy.NONE]


@event("nl.passend-onderwijs.shared-perspective.opened.v1", owner="arrangements")
class PerspectiveOpenedV1(ItemOpened):
    """A case is open, or open again; who holds it sees that its perspective is written in time."""

    perspective_id: Pseudonym
    case_id: Pseudonym


@event("nl.passend-onderwijs.shared-perspective.written.v1", owner="arrangements")
class PerspectiveWrittenV1(EventData):
    """A version is there and is put to everybody.

    `strands` says of each strand (education, care, home) whether something is agreed or it is not
    needed; `goals` counts them by who works on them. Both are codes and numbers only.
    """

    perspective_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    version: Number
    strands: Annotated[dict[str, str], Privacy.NONE]
    goals: Annotated[dict[str, int], Privacy.NONE]


@event("nl.passend-onderwijs.shared-perspective.position-taken.v1", owner="arrangements")
class PerspectivePositionTakenV1(EventData):
    """A party shares a version, or not; which parent it was is told to nobody."""

    perspective_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    version: Number
    party: Code
    view: Code
    shared_by_all: Flag


@event("nl.passend-onderwijs.shared-perspective.phase-entered.v1", owner="arrangements")
class PerspectivePhaseEnteredV1(EventData):
    """Those involved went on to another part of the cycle (observe, understand, plan, realise)."""

    perspective_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    phase: Code


@event("nl.passend-onderwijs.shared-perspective.transfer-checked.v1", owner="arrangements")
class PerspectiveTransferCheckedV1(EventData):
    """A year after the child went on, somebody looked what became of the perspective."""

    perspective_id: Pseudonym
    case_id: Pseudonym
    outcome: Code
    checked_on: Day


@event("nl.passend-onderwijs.shared-perspective.action-planned.v1", owner="arrangements")
class PerspectiveActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    perspective_id: Pseudonym


@event("nl.passend-onderwijs.shared-perspective.term-breached.v1", owner="arrangements")
class PerspectiveTermBreachedV1(ItemTermBreached):
    """A term ended without what it was for."""

    perspective_id: Pseudonym


@event("nl.passend-onderwijs.shared-perspective.closed.v1", owner="arrangements")
class PerspectiveClosedV1(ItemClosed):
    """Nothing is to be done for it any more; the outcome is that of the look after a transfer."""

    perspective_id: Pseudonym
