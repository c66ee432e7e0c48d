"""TLVs: whether a child may go to special education; the advices and all words stay inside."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from samenspel_contracts.open_items import (
    Code,
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


@event("nl.passend-onderwijs.tlv.opened.v1", owner="arrangements")
class TlvOpenedV1(ItemOpened):
    """It was applied for, brought in from another alliance, or objected to after all had ended."""

    tlv_id: Pseudonym
    case_id: Annotated[UUID | None, Privacy.PSEUDONYMOUS] = None
    origin: Annotated[Literal["applied", "foreign", "objected"] | str, Privacy.NONE]
    kind: Code
    received_on: Day


@event("nl.passend-onderwijs.tlv.action-planned.v1", owner="arrangements")
class TlvActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    tlv_id: Pseudonym


@event("nl.passend-onderwijs.tlv.handover-offered.v1", owner="arrangements")
class TlvHandoverOfferedV1(ItemHandoverOffered):
    """It was offered to another; its holder stays responsible until that one accepts."""

    tlv_id: Pseudonym


@event("nl.passend-onderwijs.tlv.handover-answered.v1", owner="arrangements")
class TlvHandoverAnsweredV1(ItemHandoverAnswered):
    """The offer was accepted or refused, or nobody answered in time."""

    tlv_id: Pseudonym


@event("nl.passend-onderwijs.tlv.reassigned.v1", owner="arrangements")
class TlvReassignedV1(ItemReassigned):
    """Another answers for it, for its holder can't any more."""

    tlv_id: Pseudonym


@event("nl.passend-onderwijs.tlv.term-breached.v1", owner="arrangements")
class TlvTermBreachedV1(ItemTermBreached):
    """A term of it ended without what it was for."""

    tlv_id: Pseudonym


@event("nl.passend-onderwijs.tlv.decided.v1", owner="arrangements")
class TlvDecidedV1(EventData):
    """The alliance decided; in time when `decided_on` is no later than `last_day`.

    `kind`, `starts_on` and `ends_on` are there exactly when it was granted. `last_day` is the last
    day to decide, the `days_suspended` already added.
    """

    tlv_id: Pseudonym
    outcome: Annotated[Literal["granted", "refused", "unprocessed"] | str, Privacy.NONE]
    kind: Annotated[str | None, Privacy.NONE] = None
    starts_on: Annotated[date | None, Privacy.NONE] = None
    ends_on: Annotated[date | None, Privacy.NONE] = None
    decided_on: Day
    last_day: Day
    days_suspended: Annotated[int, Privacy.NONE]


@event("nl.passend-onderwijs.tlv.letter-due.v1", owner="arrangements")
class TlvLetterDueV1(EventData):
    """It ends at the end of the school year: the family gets a letter about what comes next."""

    tlv_id: Pseudonym
    pupil_id: Pseudonym
    letter_by: Day
    answer_by: Day
    ends_on: Day


@event("nl.passend-onderwijs.tlv.expired.v1", owner="arrangements")
class TlvExpiredV1(EventData):
    """Its last day is over, and nobody said what comes next: an alarm."""

    tlv_id: Pseudonym
    ended_on: Day


@event("nl.passend-onderwijs.tlv.objection-filed.v1", owner="arrangements")
class TlvObjectionFiledV1(EventData):
    """Somebody objects to the decision."""

    tlv_id: Pseudonym
    objection_id: Pseudonym
    objector: Code
    received_on: Day
    was_late: Annotated[bool, Privacy.NONE]


@event("nl.passend-onderwijs.tlv.objection-answered.v1", owner="arrangements")
class TlvObjectionAnsweredV1(EventData):
    """It was decided on, or taken back."""

    tlv_id: Pseudonym
    objection_id: Pseudonym
    outcome: Annotated[
        Literal["upheld", "rejected", "inadmissible", "taken-back"] | str, Privacy.NONE
    ]


@event("nl.passend-onderwijs.tlv.closed.v1", owner="arrangements")
class TlvClosedV1(ItemClosed):
    """Nobody has to do anything for it any more; a grant counts to its last day all the same."""

    tlv_id: Pseudonym
