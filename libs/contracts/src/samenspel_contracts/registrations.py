"""Registrations: parents registered a child at a school, which has a duty of care.

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


@event("nl.passend-onderwijs.registration.opened.v1", owner="intake")
class RegistrationOpenedV1(ItemOpened):
    """A registration is there: who answers for it, and by when."""

    registration_id: Pseudonym


@event("nl.passend-onderwijs.registration.action-planned.v1", owner="intake")
class RegistrationActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    registration_id: Pseudonym


@event("nl.passend-onderwijs.registration.handover-offered.v1", owner="intake")
class RegistrationHandoverOfferedV1(ItemHandoverOffered):
    """It was offered to another; its holder stays responsible until that one accepts."""

    registration_id: Pseudonym


@event("nl.passend-onderwijs.registration.handover-answered.v1", owner="intake")
class RegistrationHandoverAnsweredV1(ItemHandoverAnswered):
    """The offer was accepted or refused, or nobody answered in time."""

    registration_id: Pseudonym


@event("nl.passend-onderwijs.registration.reassigned.v1", owner="intake")
class RegistrationReassignedV1(ItemReassigned):
    """Another answers for it, for its holder can't any more."""

    registration_id: Pseudonym


@event("nl.passend-onderwijs.registration.term-breached.v1", owner="intake")
class RegistrationTermBreachedV1(ItemTermBreached):
    """A term ended without what it was for."""

    registration_id: Pseudonym


@event("nl.passend-onderwijs.registration.closed.v1", owner="intake")
class RegistrationClosedV1(ItemClosed):
    """It came to an end; the outcome is a code."""

    registration_id: Pseudonym
