"""What a unit's desk does with a support request, beside handing it to those who grant help."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.registry import EventData, Privacy, event

Open = Annotated[HolderRef, Privacy.PSEUDONYMOUS]
Next = Annotated[NextActionRef, Privacy.NONE]
Pseudonym = Annotated[UUID, Privacy.PSEUDONYMOUS]
MaybePupil = Annotated[UUID | None, Privacy.PSEUDONYMOUS]
MaybeReference = Annotated[UUID | None, Privacy.NONE]


@event("nl.passend-onderwijs.support-request.answered.v1", owner="intake")
class SupportRequestAnsweredV1(EventData):
    """The desk answered the request itself: it is closed. The text of the answer stays in intake."""

    support_request_id: Pseudonym
    pupil_id: MaybePupil = None
    school_id: MaybeReference = None
    outcome: Annotated[Literal["advice", "refused"] | str, Privacy.NONE]


@event("nl.passend-onderwijs.support-request.transfer-offered.v1", owner="intake")
class SupportRequestTransferOfferedV1(EventData):
    """The desk offers the request to another unit; it stays responsible until that accepts."""

    support_request_id: Pseudonym
    handover_id: Pseudonym
    pupil_id: MaybePupil = None
    school_id: MaybeReference = None
    to_unit_id: Annotated[UUID, Privacy.NONE]
    answer_by: Annotated[date, Privacy.NONE]
    holder: Open
    next_action: Next


@event("nl.passend-onderwijs.support-request.transfer-answered.v1", owner="intake")
class SupportRequestTransferAnsweredV1(EventData):
    """The other unit answered, or did not in time; the state after the change."""

    support_request_id: Pseudonym
    handover_id: Pseudonym
    answer: Annotated[Literal["accepted", "refused", "expired"] | str, Privacy.NONE]
    holder: Open
    next_action: Next
