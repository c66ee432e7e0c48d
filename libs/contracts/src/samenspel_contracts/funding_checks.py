"""Funding checks: whether what is paid for is what the alliance decided; about no one child."""

from typing import Annotated

from samenspel_contracts.open_items import (
    Day,
    ItemActionPlanned,
    ItemClosed,
    ItemHandoverAnswered,
    ItemHandoverOffered,
    ItemOpened,
    ItemReassigned,
    ItemTermBreached,
    Pseudonym,
)
from samenspel_contracts.registry import Privacy, event

Count = Annotated[int, Privacy.NONE]


@event("nl.passend-onderwijs.funding-check.opened.v1", owner="arrangements")
class FundingCheckOpenedV1(ItemOpened):
    """A list of funded places and the alliance's own TLVs differ: who sees to it, and by when.

    The list tells of the day `as_of`; `lines` are how many it has, `agreeing` how many are right,
    `differing` how many numbers are not, also those that it lacks.
    """

    funding_check_id: Pseudonym
    as_of: Day
    lines: Count
    agreeing: Count
    differing: Count


@event("nl.passend-onderwijs.funding-check.action-planned.v1", owner="arrangements")
class FundingCheckActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    funding_check_id: Pseudonym


@event("nl.passend-onderwijs.funding-check.handover-offered.v1", owner="arrangements")
class FundingCheckHandoverOfferedV1(ItemHandoverOffered):
    """It was offered to another; its holder stays responsible until that one accepts."""

    funding_check_id: Pseudonym


@event("nl.passend-onderwijs.funding-check.handover-answered.v1", owner="arrangements")
class FundingCheckHandoverAnsweredV1(ItemHandoverAnswered):
    """The offer was accepted, refused or taken back, or nobody answered in time."""

    funding_check_id: Pseudonym


@event("nl.passend-onderwijs.funding-check.reassigned.v1", owner="arrangements")
class FundingCheckReassignedV1(ItemReassigned):
    """Another answers for it, for its holder can't any more."""

    funding_check_id: Pseudonym


@event("nl.passend-onderwijs.funding-check.term-breached.v1", owner="arrangements")
class FundingCheckTermBreachedV1(ItemTermBreached):
    """There are differences still that nobody saw to in time."""

    funding_check_id: Pseudonym


@event("nl.passend-onderwijs.funding-check.closed.v1", owner="arrangements")
class FundingCheckClosedV1(ItemClosed):
    """Each difference was seen to, or it was the wrong list."""

    funding_check_id: Pseudonym
