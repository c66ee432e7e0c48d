"""A school's plan for one child (ontwikkelingsperspectief): where it stands, and its terms.

What it says, what the child said and why a parent withholds consent stay in arrangements.
"""

from typing import Annotated

from samenspel_contracts.open_items import (
    Code,
    Day,
    ItemActionPlanned,
    ItemClosed,
    ItemOpened,
    ItemReassigned,
    ItemTermBreached,
    Pseudonym,
)
from samenspel_contracts.registry import EventData, Privacy, event


@event("nl.passend-onderwijs.opp.opened.v1", owner="arrangements")
class OppOpenedV1(ItemOpened):
    """A school has to make a plan, within the term."""

    opp_id: Pseudonym
    case_id: Pseudonym


@event("nl.passend-onderwijs.opp.consent-withheld.v1", owner="arrangements")
class OppConsentWithheldV1(EventData):
    """A parent does not consent to the action part; which parent it was is told to nobody."""

    opp_id: Pseudonym
    case_id: Pseudonym


@event("nl.passend-onderwijs.opp.established.v1", owner="arrangements")
class OppEstablishedV1(EventData):
    """A version is in force; it was heard, talked about and consented to.

    `child_heard` is false where the child was not heard for a reason of its own.
    """

    opp_id: Pseudonym
    case_id: Pseudonym
    version: Annotated[int, Privacy.NONE]
    established_on: Day
    child_heard: Annotated[bool, Privacy.NONE]


@event("nl.passend-onderwijs.opp.evaluated.v1", owner="arrangements")
class OppEvaluatedV1(EventData):
    """School and parents looked back; the outcome is a code."""

    opp_id: Pseudonym
    case_id: Pseudonym
    outcome: Code
    evaluated_on: Day


@event("nl.passend-onderwijs.opp.action-planned.v1", owner="arrangements")
class OppActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    opp_id: Pseudonym


@event("nl.passend-onderwijs.opp.reassigned.v1", owner="arrangements")
class OppReassignedV1(ItemReassigned):
    """Another school answers for it, for the child goes there now."""

    opp_id: Pseudonym


@event("nl.passend-onderwijs.opp.term-breached.v1", owner="arrangements")
class OppTermBreachedV1(ItemTermBreached):
    """A term ended without what it was for."""

    opp_id: Pseudonym


@event("nl.passend-onderwijs.opp.closed.v1", owner="arrangements")
class OppClosedV1(ItemClosed):
    """It ended, and the school recorded that; the outcome says why."""

    opp_id: Pseudonym
