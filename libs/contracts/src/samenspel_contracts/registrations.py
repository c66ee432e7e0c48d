"""Registrations: parents registered a child at a school, which has a duty of care.

Names and what anybody wrote stay in intake.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from samenspel_contracts.accountability import TermRef
from samenspel_contracts.open_items import (
    Code,
    Day,
    ItemActionPlanned,
    ItemClosed,
    ItemHandoverAnswered,
    ItemHandoverOffered,
    ItemOpened,
    ItemReassigned,
    ItemState,
    ItemTermBreached,
    Pseudonym,
)
from samenspel_contracts.registry import EventData, Privacy, event

Term = Annotated[TermRef, Privacy.NONE]


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
    """It came to an end; the outcome is a code: `admitted`, `declared-elsewhere` and the like."""

    registration_id: Pseudonym
    pupil_id: Annotated[UUID | None, Privacy.PSEUDONYMOUS] = None


@event("nl.passend-onderwijs.registration.confirmed.v1", owner="intake")
class RegistrationConfirmedV1(EventData):
    """The school confirmed the receipt; it decides until `decide_by`, if that clock runs."""

    registration_id: Pseudonym
    pupil_id: Pseudonym
    received_on: Day
    decide_by: Annotated[date | None, Privacy.NONE] = None


@event("nl.passend-onderwijs.registration.information-asked.v1", owner="intake")
class RegistrationInformationAskedV1(EventData):
    """The school asked the parents for information, to be supplied within a term."""

    registration_id: Pseudonym
    pupil_id: Pseudonym
    supply: Term


@event("nl.passend-onderwijs.registration.extended.v1", owner="intake")
class RegistrationExtendedV1(EventData):
    """The school takes more time to decide; recorded too late it has no effect.

    `term` is the one for the decision as it is now.
    """

    registration_id: Pseudonym
    pupil_id: Pseudonym
    until: Day
    recorded_on: Day
    has_effect: Annotated[bool, Privacy.NONE]
    term: Term


@event("nl.passend-onderwijs.registration.deferred.v1", owner="intake")
class RegistrationDeferredV1(ItemState):
    """School and parents look again later; `term` ends on the agreed day."""

    registration_id: Pseudonym
    pupil_id: Pseudonym
    term: Term


@event("nl.passend-onderwijs.registration.resumed.v1", owner="intake")
class RegistrationResumedV1(EventData):
    """The school looks again; `term` is the one for the decision."""

    registration_id: Pseudonym
    pupil_id: Pseudonym
    term: Term


@event("nl.passend-onderwijs.registration.temporary-placement-due.v1", owner="intake")
class RegistrationTemporaryPlacementDueV1(EventData):
    """There is no decision, and the child must have a place for the time being."""

    registration_id: Pseudonym
    pupil_id: Pseudonym
    due_on: Day


@event("nl.passend-onderwijs.registration.placed-temporarily.v1", owner="intake")
class RegistrationPlacedTemporarilyV1(EventData):
    """The child has a place for the time being; the duty of care goes on."""

    registration_id: Pseudonym
    pupil_id: Pseudonym
    from_day: Day


@event("nl.passend-onderwijs.registration.passed-to-desk.v1", owner="intake")
class RegistrationPassedToDeskV1(ItemState):
    """No school has to care any more; a desk looks for one until the last day of `term`."""

    registration_id: Pseudonym
    pupil_id: Pseudonym
    why: Code
    ground: Annotated[str | None, Privacy.NONE] = None
    term: Term
