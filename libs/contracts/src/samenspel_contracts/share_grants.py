"""Leave to share: for what, with which partner, until when.

Names and what anybody wrote stay in intake.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

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
from samenspel_contracts.registry import EventData, Privacy, event


@event("nl.passend-onderwijs.share-grant.opened.v1", owner="intake")
class ShareGrantOpenedV1(ItemOpened):
    """Leave to share is there: who answers for it, and by when."""

    share_grant_id: Pseudonym


@event("nl.passend-onderwijs.share-grant.action-planned.v1", owner="intake")
class ShareGrantActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    share_grant_id: Pseudonym


@event("nl.passend-onderwijs.share-grant.handover-offered.v1", owner="intake")
class ShareGrantHandoverOfferedV1(ItemHandoverOffered):
    """It was offered to another; its holder stays responsible until that one accepts."""

    share_grant_id: Pseudonym


@event("nl.passend-onderwijs.share-grant.handover-answered.v1", owner="intake")
class ShareGrantHandoverAnsweredV1(ItemHandoverAnswered):
    """The offer was accepted or refused, or nobody answered in time."""

    share_grant_id: Pseudonym


@event("nl.passend-onderwijs.share-grant.reassigned.v1", owner="intake")
class ShareGrantReassignedV1(ItemReassigned):
    """Another answers for it, for its holder can't any more."""

    share_grant_id: Pseudonym


@event("nl.passend-onderwijs.share-grant.term-breached.v1", owner="intake")
class ShareGrantTermBreachedV1(ItemTermBreached):
    """A term ended without what it was for."""

    share_grant_id: Pseudonym


@event("nl.passend-onderwijs.share-grant.closed.v1", owner="intake")
class ShareGrantClosedV1(ItemClosed):
    """It came to an end; the outcome is a code."""

    share_grant_id: Pseudonym


@event("nl.passend-onderwijs.share-grant.consent-asked.v1", owner="intake")
class ShareGrantConsentAskedV1(EventData):
    """These parents are asked for leave, each for itself; by the last day somebody decides."""

    share_grant_id: Pseudonym
    pupil_id: Pseudonym
    contact_ids: Annotated[tuple[UUID, ...], Privacy.PSEUDONYMOUS]
    answer_by: Day


@event("nl.passend-onderwijs.share-grant.parents-reminded.v1", owner="intake")
class ShareGrantParentsRemindedV1(EventData):
    """These parents have not answered yet, and are asked once more."""

    share_grant_id: Pseudonym
    pupil_id: Pseudonym
    contact_ids: Annotated[tuple[UUID, ...], Privacy.PSEUDONYMOUS]
    answer_by: Day


@event("nl.passend-onderwijs.share-grant.granted.v1", owner="intake")
class ShareGrantGrantedV1(EventData):
    """From now on these parts may be shared with the partner, within the period."""

    share_grant_id: Pseudonym
    pupil_id: Pseudonym
    partner_id: Annotated[UUID, Privacy.NONE]
    purpose: Annotated[str, Privacy.NONE]
    parts: Annotated[tuple[str, ...], Privacy.NONE]
    first_day: Annotated[date, Privacy.NONE]
    last_day: Annotated[date, Privacy.NONE]
