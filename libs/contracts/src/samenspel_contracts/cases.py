"""Events of a case after it was opened: it gets another holder, is closed, and is opened again."""

from typing import Annotated
from uuid import UUID

from samenspel_contracts.accountability import HolderRef, NextActionRef, TermRef
from samenspel_contracts.open_items import (
    ItemHandoverAnswered,
    ItemHandoverOffered,
    ItemReassigned,
    ItemState,
    ItemTermBreached,
)
from samenspel_contracts.registry import EventData, Privacy, event

Pseudonym = Annotated[UUID, Privacy.PSEUDONYMOUS]
Code = Annotated[str, Privacy.NONE]


@event("nl.passend-onderwijs.case.handover-offered.v1", owner="arrangements")
class CaseHandoverOfferedV1(ItemHandoverOffered):
    """An open case was offered to a colleague or a desk; who held it still does."""

    case_id: Pseudonym


@event("nl.passend-onderwijs.case.handover-answered.v1", owner="arrangements")
class CaseHandoverAnsweredV1(ItemHandoverAnswered):
    """That offer ended; who holds the case now is told by the action that is planned with it."""

    case_id: Pseudonym


@event("nl.passend-onderwijs.case.reassigned.v1", owner="arrangements")
class CaseReassignedV1(ItemReassigned):
    """Another holds the case without having been asked, for its holder can't any more."""

    case_id: Pseudonym


@event("nl.passend-onderwijs.case.term-breached.v1", owner="arrangements")
class CaseTermBreachedV1(ItemTermBreached):
    """A term of a case ended without what it was for."""

    case_id: Pseudonym


@event("nl.passend-onderwijs.case.closed.v1", owner="arrangements")
class CaseClosedV1(EventData):
    """The case was closed: `goal-reached`, by a `successor`, `answered`, or the child `died`.

    Where somebody looks again how it goes, `aftercare` says until when, and who does; else nobody
    has to do anything any more. `pupil_id` tells whom nothing is sent about any more after a death.
    """

    case_id: Pseudonym
    support_request_id: Pseudonym
    outcome: Code
    pupil_id: Annotated[UUID | None, Privacy.PSEUDONYMOUS] = None
    aftercare: Annotated[TermRef | None, Privacy.NONE] = None
    holder: Annotated[HolderRef | None, Privacy.PSEUDONYMOUS] = None
    next_action: Annotated[NextActionRef | None, Privacy.NONE] = None


@event("nl.passend-onderwijs.case.aftercare-checked.v1", owner="arrangements")
class CaseAftercareCheckedV1(EventData):
    """Somebody looked again: it is `going-well` and ends here, or `not-well` and is opened again."""

    case_id: Pseudonym
    support_request_id: Pseudonym
    outcome: Code
    told_by: Code


@event("nl.passend-onderwijs.case.team-changed.v1", owner="arrangements")
class CaseTeamChangedV1(EventData):
    """Somebody `joined` the team of a case or `left` it, as what its role says; never who.

    A place that ends on its day is told by nothing: that day was said when it joined.
    """

    case_id: Pseudonym
    support_request_id: Pseudonym
    role: Code
    change: Code


@event("nl.passend-onderwijs.case.reopened.v1", owner="arrangements")
class CaseReopenedV1(ItemState):
    """A person took a closed case up again, with something to do."""

    case_id: Pseudonym
    support_request_id: Pseudonym
    pupil_id: Pseudonym
    school_id: Annotated[UUID | None, Privacy.NONE] = None
