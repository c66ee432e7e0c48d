"""Events that intake owns.

`pupil` and `contact` are the only personal aggregates; nothing but arrangements and
notifications may read them.
"""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from samenspel_contracts.accountability import HolderRef, NextActionRef, TermRef
from samenspel_contracts.registry import EventData, Privacy, event

Open = Annotated[HolderRef, Privacy.PSEUDONYMOUS]
Next = Annotated[NextActionRef, Privacy.NONE]
Pseudonym = Annotated[UUID, Privacy.PSEUDONYMOUS]
Reference = Annotated[UUID, Privacy.NONE]
Code = Annotated[str, Privacy.NONE]
Day = Annotated[date, Privacy.NONE]
Moment = Annotated[datetime, Privacy.NONE]


@event("nl.passend-onderwijs.unit.recorded.v1", owner="intake")
class UnitRecordedV1(EventData):
    """A support unit exists, or its name changed; the state after the change."""

    unit_id: Reference
    name: Code
    alliance_name: Code


@event("nl.passend-onderwijs.school.recorded.v1", owner="intake")
class SchoolRecordedV1(EventData):
    """A school location belongs to the alliance, changed or closed; the state after the change.

    `valid_until` is its last day; `successor_id` is the school that it went into then. `postcode4`
    are the digits of its postcode, for distances.
    """

    school_id: Reference
    location_code: Code
    name: Code
    municipality_code: Code
    unit_id: Annotated[UUID | None, Privacy.NONE] = None
    valid_from: Annotated[date | None, Privacy.NONE] = None
    valid_until: Annotated[date | None, Privacy.NONE] = None
    successor_id: Annotated[UUID | None, Privacy.NONE] = None
    postcode4: Annotated[str | None, Privacy.NONE] = None


@event("nl.passend-onderwijs.pupil.recorded.v1", owner="intake")
class PupilRecordedV1(EventData):
    """A pupil is known, or what is known of it changed; the state after the change."""

    pupil_id: Pseudonym
    given_name: Annotated[str, Privacy.PERSONAL]
    family_name: Annotated[str, Privacy.PERSONAL]
    birth_date: Annotated[date | None, Privacy.PERSONAL] = None
    school_id: Annotated[UUID | None, Privacy.NONE] = None


@event("nl.passend-onderwijs.pupil.completion-planned.v1", owner="intake")
class PupilCompletionPlannedV1(EventData):
    """Something about a pupil is missing: who asks for it and by when; the state after the change."""

    pupil_id: Pseudonym
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    holder: Open
    next_action: Next


@event("nl.passend-onderwijs.pupil.completed.v1", owner="intake")
class PupilCompletedV1(EventData):
    """Nothing about the pupil is missing any more."""

    pupil_id: Pseudonym


@event("nl.passend-onderwijs.pupil.merged.v1", owner="intake")
class PupilMergedV1(EventData):
    """Two entries turned out to be one child; `into_id` is the one that is used from now on."""

    pupil_id: Pseudonym
    into_id: Pseudonym


@event("nl.passend-onderwijs.pupil.merge-undone.v1", owner="intake")
class PupilMergeUndoneV1(EventData):
    """The entry is a child of its own after all."""

    pupil_id: Pseudonym


@event("nl.passend-onderwijs.contact.recorded.v1", owner="intake")
class ContactRecordedV1(EventData):
    """How a parent, a school or someone who logs in is reached; the state after the change.

    A parent has a pupil, a school's contact a school, a person neither: it gets only what it asked
    for itself. Who prefers post, or has an address but no e-mail, gets a letter on paper. Without
    any address mails wait.
    """

    contact_id: Pseudonym
    kind: Annotated[Literal["parent", "school", "person"] | str, Privacy.NONE]
    pupil_id: Annotated[UUID | None, Privacy.PSEUDONYMOUS] = None
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    name: Annotated[str, Privacy.PERSONAL]
    email: Annotated[str | None, Privacy.PERSONAL] = None
    language: Code
    has_authority: Annotated[bool, Privacy.PERSONAL] = True
    relationship: Annotated[str | None, Privacy.PERSONAL] = None
    organisation: Annotated[str | None, Privacy.PERSONAL] = None
    prefers: Annotated[Literal["email", "post"] | str | None, Privacy.NONE] = None
    street: Annotated[str | None, Privacy.PERSONAL] = None
    postcode: Annotated[str | None, Privacy.PERSONAL] = None
    place: Annotated[str | None, Privacy.PERSONAL] = None
    needs_interpreter: Annotated[bool | None, Privacy.PERSONAL] = None


@event("nl.passend-onderwijs.contact.invited.v1", owner="intake")
class ContactInvitedV1(EventData):
    """Someone is asked to take part, by a link; its secret is in no event, the letter makes it."""

    contact_id: Pseudonym
    invitation_id: Pseudonym
    expires_at: Moment


@event("nl.passend-onderwijs.contact.log-in-code-asked.v1", owner="intake")
class ContactLogInCodeAskedV1(EventData):
    """Someone wants to log in; the code is in no event, the letter makes it."""

    contact_id: Pseudonym
    log_in_code_id: Pseudonym
    expires_at: Moment


@event("nl.passend-onderwijs.support-request.submitted.v1", owner="intake")
class SupportRequestSubmittedV1(EventData):
    """A school asks the alliance for support; the response term runs from here.

    A request for a group and a teacher's question have no pupil. `kind` is the kind of help that
    is asked, `request_kind` for whom (child, group, teacher, consultation).
    """

    support_request_id: Pseudonym
    pupil_id: Annotated[UUID | None, Privacy.PSEUDONYMOUS] = None
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    kind: Code
    request_kind: Annotated[str | None, Privacy.NONE] = None
    age_band: Code
    response_term: Annotated[TermRef, Privacy.NONE]
    holder: Open
    next_action: Next


@event("nl.passend-onderwijs.support-request.receipt-confirmed.v1", owner="intake")
class SupportRequestReceiptConfirmedV1(EventData):
    """The alliance confirmed that it has the request: to the school, and to parents if it is theirs."""

    support_request_id: Pseudonym
    pupil_id: Annotated[UUID | None, Privacy.PSEUDONYMOUS] = None
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    response_last_day: Day


@event("nl.passend-onderwijs.support-request.action-planned.v1", owner="intake")
class SupportRequestActionPlannedV1(EventData):
    """What is next changed, or who does it; the state after the change."""

    support_request_id: Pseudonym
    holder: Open
    next_action: Next


@event("nl.passend-onderwijs.support-request.handover-offered.v1", owner="intake")
class SupportRequestHandoverOfferedV1(EventData):
    """The desk offers the request to those who grant help; it stays responsible until acceptance.

    `requested` names what is asked for when that is no arrangement (`tlv`).
    """

    support_request_id: Pseudonym
    handover_id: Pseudonym
    pupil_id: Pseudonym
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    kind: Code
    requested: Annotated[str | None, Privacy.NONE] = None
    age_band: Code
    answer_by: Day
    holder: Open
    next_action: Next


@event("nl.passend-onderwijs.support-request.handed-over.v1", owner="intake")
class SupportRequestHandedOverV1(EventData):
    """The handover was accepted: from here the case is responsible."""

    support_request_id: Pseudonym
    handover_id: Pseudonym
    case_id: Pseudonym


@event("nl.passend-onderwijs.support-request.handover-returned.v1", owner="intake")
class SupportRequestHandoverReturnedV1(EventData):
    """The handover was refused, or expired without an answer: the desk goes on."""

    support_request_id: Pseudonym
    handover_id: Pseudonym
    answer: Annotated[Literal["refused", "expired"] | str | None, Privacy.NONE] = None
    holder: Open
    next_action: Next


@event("nl.passend-onderwijs.support-request.withdrawn.v1", owner="intake")
class SupportRequestWithdrawnV1(EventData):
    """The school or the parents took the request back."""

    support_request_id: Pseudonym
    handover_id: Annotated[UUID | None, Privacy.PSEUDONYMOUS] = None
    reason: Code
