"""Requests that a school prepares and that parents read before they are sent.

Names and what anybody wrote stay in intake.
"""

from samenspel_contracts.open_items import (
    ItemActionPlanned,
    ItemClosed,
    ItemHandoverAnswered,
    ItemHandoverOffered,
    ItemOpened,
    ItemReassigned,
    ItemTermBreached,
    Pseudonym,
)
from samenspel_contracts.registry import event


@event("nl.passend-onderwijs.prepared-request.opened.v1", owner="intake")
class PreparedRequestOpenedV1(ItemOpened):
    """A request in the making is there: who answers for it, and by when."""

    prepared_request_id: Pseudonym


@event("nl.passend-onderwijs.prepared-request.action-planned.v1", owner="intake")
class PreparedRequestActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    prepared_request_id: Pseudonym


@event("nl.passend-onderwijs.prepared-request.handover-offered.v1", owner="intake")
class PreparedRequestHandoverOfferedV1(ItemHandoverOffered):
    """It was offered to another; its holder stays responsible until that one accepts."""

    prepared_request_id: Pseudonym


@event("nl.passend-onderwijs.prepared-request.handover-answered.v1", owner="intake")
class PreparedRequestHandoverAnsweredV1(ItemHandoverAnswered):
    """The offer was accepted or refused, or nobody answered in time."""

    prepared_request_id: Pseudonym


@event("nl.passend-onderwijs.prepared-request.reassigned.v1", owner="intake")
class PreparedRequestReassignedV1(ItemReassigned):
    """Another answers for it, for its holder can't any more."""

    prepared_request_id: Pseudonym


@event("nl.passend-onderwijs.prepared-request.term-breached.v1", owner="intake")
class PreparedRequestTermBreachedV1(ItemTermBreached):
    """A term ended without what it was for."""

    prepared_request_id: Pseudonym


@event("nl.passend-onderwijs.prepared-request.closed.v1", owner="intake")
class PreparedRequestClosedV1(ItemClosed):
    """It came to an end; the outcome is a code."""

    prepared_request_id: Pseudonym
