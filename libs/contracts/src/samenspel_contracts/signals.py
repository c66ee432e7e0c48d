"""Signals: somebody is worried about a child, or asks how help is found.

Names and what anybody wrote stay in intake.
"""

from datetime import datetime
from typing import Annotated

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
from samenspel_contracts.registry import EventData, Privacy, event


@event("nl.passend-onderwijs.signal.opened.v1", owner="intake")
class SignalOpenedV1(ItemOpened):
    """A signal is there: who answers for it, and by when."""

    signal_id: Pseudonym


@event("nl.passend-onderwijs.signal.action-planned.v1", owner="intake")
class SignalActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    signal_id: Pseudonym


@event("nl.passend-onderwijs.signal.handover-offered.v1", owner="intake")
class SignalHandoverOfferedV1(ItemHandoverOffered):
    """It was offered to another; its holder stays responsible until that one accepts."""

    signal_id: Pseudonym


@event("nl.passend-onderwijs.signal.handover-answered.v1", owner="intake")
class SignalHandoverAnsweredV1(ItemHandoverAnswered):
    """The offer was accepted or refused, or nobody answered in time."""

    signal_id: Pseudonym


@event("nl.passend-onderwijs.signal.reassigned.v1", owner="intake")
class SignalReassignedV1(ItemReassigned):
    """Another answers for it, for its holder can't any more."""

    signal_id: Pseudonym


@event("nl.passend-onderwijs.signal.term-breached.v1", owner="intake")
class SignalTermBreachedV1(ItemTermBreached):
    """A term ended without what it was for."""

    signal_id: Pseudonym


@event("nl.passend-onderwijs.signal.closed.v1", owner="intake")
class SignalClosedV1(ItemClosed):
    """It came to an end; the outcome is a code, and so is what it was about, if that was said."""

    signal_id: Pseudonym
    theme: Annotated[str | None, Privacy.NONE] = None


@event("nl.passend-onderwijs.contact.signal-raised.v1", owner="intake")
class ContactSignalRaisedV1(EventData):
    """The contact raised a signal without an account, and is asked to confirm its address."""

    contact_id: Pseudonym
    signal_id: Pseudonym
    expires_at: Annotated[datetime, Privacy.NONE]


@event("nl.passend-onderwijs.contact.signal-answered.v1", owner="intake")
class ContactSignalAnsweredV1(EventData):
    """There is an answer for the contact, behind a link that works once."""

    contact_id: Pseudonym
    answer_link_id: Pseudonym
    expires_at: Annotated[datetime, Privacy.NONE]
