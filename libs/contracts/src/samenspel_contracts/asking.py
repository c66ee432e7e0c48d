"""What becomes of what was asked: its kind, its term, the needs that were found.

What anybody wrote stays in intake; needs travel as codes with a level from 0 to 3.
"""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from samenspel_contracts.accountability import TermRef
from samenspel_contracts.registry import ContractModel, EventData, Privacy, event

Pseudonym = Annotated[UUID, Privacy.PSEUDONYMOUS]
MaybePupil = Annotated[UUID | None, Privacy.PSEUDONYMOUS]
RequestKind = Annotated[Literal["child", "group", "teacher", "consultation"] | str, Privacy.NONE]


class NeedRef(ContractModel):
    """How much is needed in one of five fields: 0 (what every child gets) to 3."""

    field: str
    level: int


@event("nl.passend-onderwijs.support-request.kind-changed.v1", owner="intake")
class SupportRequestKindChangedV1(EventData):
    """It is answered as another kind, within the term of that kind; the state after the change."""

    support_request_id: Pseudonym
    pupil_id: MaybePupil = None
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    kind: Annotated[str, Privacy.NONE]
    request_kind: RequestKind
    response_term: Annotated[TermRef, Privacy.NONE]


@event("nl.passend-onderwijs.support-request.response-suspended.v1", owner="intake")
class SupportRequestResponseSuspendedV1(EventData):
    """The response term stands still since the day after `asked_on` (Awb 4:15).

    School and parents are asked for something, until the last day of `complete`.
    """

    support_request_id: Pseudonym
    pupil_id: MaybePupil = None
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    reason: Annotated[str, Privacy.NONE]
    asked_on: Annotated[date, Privacy.NONE]
    complete: Annotated[TermRef, Privacy.NONE]


@event("nl.passend-onderwijs.support-request.response-resumed.v1", owner="intake")
class SupportRequestResponseResumedV1(EventData):
    """The response term runs again; its last day is that much later."""

    support_request_id: Pseudonym
    kind: Annotated[str, Privacy.NONE]
    response_term: Annotated[TermRef, Privacy.NONE]


@event("nl.passend-onderwijs.support-request.needs-assessed.v1", owner="intake")
class SupportRequestNeedsAssessedV1(EventData):
    """The unit looked at what is needed; the state after the change."""

    support_request_id: Pseudonym
    needs: Annotated[tuple[NeedRef, ...], Privacy.PSEUDONYMOUS]


@event("nl.passend-onderwijs.support-request.parent-view-added.v1", owner="intake")
class SupportRequestParentViewAddedV1(EventData):
    """A parent said what it thinks of a request that was sent; what, stays in intake."""

    support_request_id: Pseudonym
    contact_id: Pseudonym
    seen_on: Annotated[date, Privacy.NONE]


@event("nl.passend-onderwijs.prepared-request.shown.v1", owner="intake")
class PreparedRequestShownV1(EventData):
    """The parents can read a request before it is sent, and say what they think."""

    prepared_request_id: Pseudonym
    pupil_id: Pseudonym
    send_by: Annotated[date, Privacy.NONE]
