"""Corrections: a parent asks to put right or take away what is kept; the words stay in intake."""

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


@event("nl.passend-onderwijs.correction.opened.v1", owner="intake")
class CorrectionOpenedV1(ItemOpened):
    """A parent asked for it: who answers, and by when."""

    correction_id: Pseudonym


@event("nl.passend-onderwijs.correction.action-planned.v1", owner="intake")
class CorrectionActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    correction_id: Pseudonym


@event("nl.passend-onderwijs.correction.handover-offered.v1", owner="intake")
class CorrectionHandoverOfferedV1(ItemHandoverOffered):
    """It was offered to another; its holder stays responsible until that one accepts."""

    correction_id: Pseudonym


@event("nl.passend-onderwijs.correction.handover-answered.v1", owner="intake")
class CorrectionHandoverAnsweredV1(ItemHandoverAnswered):
    """The offer was accepted or refused, or nobody answered in time."""

    correction_id: Pseudonym


@event("nl.passend-onderwijs.correction.reassigned.v1", owner="intake")
class CorrectionReassignedV1(ItemReassigned):
    """Another answers for it, for its holder can't any more."""

    correction_id: Pseudonym


@event("nl.passend-onderwijs.correction.term-breached.v1", owner="intake")
class CorrectionTermBreachedV1(ItemTermBreached):
    """A term ended without what it was for."""

    correction_id: Pseudonym


@event("nl.passend-onderwijs.correction.closed.v1", owner="intake")
class CorrectionClosedV1(ItemClosed):
    """It came to an end; the outcome is a code."""

    correction_id: Pseudonym
