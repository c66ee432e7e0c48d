"""Events that arrangements owns."""

from datetime import date
from typing import Annotated
from uuid import UUID

from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.open_items import ItemActionPlanned
from samenspel_contracts.registry import EventData, Privacy, event

Pseudonym = Annotated[UUID, Privacy.PSEUDONYMOUS]
Code = Annotated[str, Privacy.NONE]
Day = Annotated[date, Privacy.NONE]


@event("nl.passend-onderwijs.case.offered.v1", owner="arrangements")
class CaseOfferedV1(EventData):
    """A case waits for a person to accept it; the sender is still responsible."""

    case_id: Pseudonym
    handover_id: Pseudonym
    support_request_id: Pseudonym
    pupil_id: Pseudonym
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    answer_by: Day


@event("nl.passend-onderwijs.case.opened.v1", owner="arrangements")
class CaseOpenedV1(EventData):
    """A person accepted the handover: it holds the case, and a next action is planned."""

    case_id: Pseudonym
    handover_id: Pseudonym
    support_request_id: Pseudonym
    pupil_id: Pseudonym
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    holder: Annotated[HolderRef, Privacy.PSEUDONYMOUS]
    next_action: Annotated[NextActionRef, Privacy.NONE]


@event("nl.passend-onderwijs.case.declined.v1", owner="arrangements")
class CaseDeclinedV1(EventData):
    """The handover was refused; the sender stays responsible. The reason is a code."""

    case_id: Pseudonym
    handover_id: Pseudonym
    support_request_id: Pseudonym
    reason: Code


@event("nl.passend-onderwijs.case.offer-withdrawn.v1", owner="arrangements")
class CaseOfferWithdrawnV1(EventData):
    """The request was taken back before anyone accepted."""

    case_id: Pseudonym
    handover_id: Pseudonym
    support_request_id: Pseudonym


@event("nl.passend-onderwijs.case.action-planned.v1", owner="arrangements")
class CaseActionPlannedV1(ItemActionPlanned):
    """What is next in the case changed, or who holds it; the state after the change."""

    case_id: Pseudonym
    support_request_id: Pseudonym


@event("nl.passend-onderwijs.arrangement.granted.v1", owner="arrangements")
class ArrangementGrantedV1(EventData):
    """Help was granted, with the day on which it ends and the day on which it is evaluated."""

    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    pupil_id: Pseudonym
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    kind: Code
    starts_on: Day
    planned_end_on: Day
    evaluation_on: Day
