"""Meetings to test with."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from samenspel_arrangements.domain.meeting.gathering import Gathering, Notes
from samenspel_arrangements.domain.meeting.ids import MeetingId
from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_arrangements.domain.meeting.people import Came, Invitee, InviteeKind
from samenspel_arrangements.domain.meeting.standing import Decision
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.ids import CaseId, PersonId, PupilId, SupportRequestId
from samenspel_kernel.term import Term

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
TODAY = date(2026, 9, 7)
DAY = date(2026, 9, 21)
ON_THE_DAY = datetime(2026, 9, 21, 13, 0, tzinfo=UTC)
HOLDER = Holder(HolderKind.PERSON, UUID(int=5))
BY = PersonId(UUID(int=5))
INVITED = (
    Invitee(kind=InviteeKind.PARENT, contact_id=UUID(int=11)),
    Invitee(kind=InviteeKind.PARENT, contact_id=UUID(int=12)),
    Invitee(kind=InviteeKind.UNIT),
    Invitee(kind=InviteeKind.PARTNER, called="Jeugdteam"),
)
ALL_CAME = tuple((place, Came.PRESENT) for place in range(1, len(INVITED) + 1))
DECISION = Decision(what="Hulp in de klas.", by=BY, letter_id=UUID(int=9))
NO_MINUTES = Notes(came=ALL_CAME, none_because="Het gesprek was kort.")


def gathering(on: date = DAY) -> Gathering:
    return Gathering(
        on=on,
        time="14:30",
        place_name="De Vuurtoren",
        place_address="Dijk 2",
        papers=Term("meeting-papers", 1, on, on - timedelta(days=5)),
    )


def record_by(on: date = DAY) -> Term:
    return Term("meeting-record", 1, on, on + timedelta(days=7))


def a_meeting(*, on: date = DAY, invited: tuple[Invitee, ...] = INVITED) -> Meeting:
    return Meeting.plan_for(
        MeetingId(UUID(int=20)),
        alliance_id=UUID(int=1),
        unit_id=UUID(int=2),
        case_id=CaseId(UUID(int=3)),
        support_request_id=SupportRequestId(UUID(int=4)),
        pupil_id=PupilId(UUID(int=6)),
        school_id=None,
        subject="Hoe gaat het in de klas?",
        when=gathering(on),
        invited=invited,
        holder=HOLDER,
        record=record_by(on),
        at=NOW,
    )
