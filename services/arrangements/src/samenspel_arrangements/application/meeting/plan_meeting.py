"""Use cases: plan a meeting and invite the family by letter, move it, cancel it."""

import re
from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.letters.order_letter import order_letter
from samenspel_arrangements.application.meeting.ports import MeetingUnitOfWork
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.letters.contents import MeetingInvitation, Place
from samenspel_arrangements.domain.meeting.agenda import MAX_REASON
from samenspel_arrangements.domain.meeting.gathering import Gathering
from samenspel_arrangements.domain.meeting.ids import MeetingId
from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_arrangements.domain.meeting.people import MOST_INVITED, Invitee, InviteeKind
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.term_rules import MEETING_PAPERS, MEETING_RECORD
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId, new_id

MAX_LINE = 200
MAX_SUBJECT = 1000
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
CALLED_IN_LETTERS = {
    InviteeKind.SCHOOL: "de school",
    InviteeKind.UNIT: "het samenwerkingsverband",
    InviteeKind.CHILD: "uw kind",
}
"""What a letter calls who is invited beside the parents, experts and partners."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """On which day, at what time (`14:30`), and where."""

    on: date
    time: str
    place_name: str
    place_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMeeting:
    """In which case, about what and when; who is invited beside parents, school and unit.

    `experts` and `partners` are functions and organisations.
    """

    case_id: CaseId
    subject: str
    when: When
    with_child: bool = False
    experts: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMeeting:
    """Which meeting, to when, and why."""

    meeting_id: MeetingId
    when: When
    because: str


async def plan_meeting(
    command: PlanMeeting, *, actor: Actor, uow: MeetingUnitOfWork, clock: Clock
) -> Meeting:
    """Plan it in an open case; each parent with authority is invited, and gets a letter."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.WORK_ON_MEETING, case)
    if (holder := case.holder) is None:
        raise RuleViolation("case.not-open")
    lists = (("experts", command.experts), ("partners", command.partners))
    wrong = [
        text_error("subject", command.subject, max_length=MAX_SUBJECT),
        *_wrong_when(command.when),
        *(text_error(name, line, max_length=MAX_LINE) for name, lines in lists for line in lines),
    ]
    invited = await _invited(command, case, uow)
    if len(invited) > MOST_INVITED:
        wrong.append(FieldError("partners", "meeting.too-many-invited"))
    _refuse(wrong)
    now = clock.now()
    meeting = Meeting.plan_for(
        MeetingId(new_id()),
        alliance_id=case.alliance_id,
        unit_id=case.unit_id,
        case_id=case.id,
        support_request_id=case.support_request_id,
        pupil_id=case.pupil_id,
        school_id=case.school_id,
        subject=command.subject.strip(),
        when=await _gathering(command.when, uow),
        invited=invited,
        holder=holder,
        record=await uow.terms.begin(MEETING_RECORD, command.when.on),
        at=now,
    )
    await _invite(meeting, case, uow=uow, clock=clock)
    uow.meetings.save(meeting)
    return meeting


async def move_meeting(
    command: MoveMeeting, *, actor: Actor, uow: MeetingUnitOfWork, clock: Clock
) -> Meeting:
    """Meet at another moment, for a reason; the family gets a new letter."""
    meeting = await meeting_for(command.meeting_id, Action.WORK_ON_MEETING, actor=actor, uow=uow)
    case = await uow.cases.get(meeting.case_id)
    _refuse(
        [
            *_wrong_when(command.when),
            text_error("because", command.because, max_length=MAX_REASON),
        ]
    )
    record = await uow.terms.begin(MEETING_RECORD, command.when.on)
    when = await _gathering(command.when, uow)
    meeting.move(when, command.because.strip(), record=record, at=clock.now())
    await _invite(meeting, case, uow=uow, clock=clock)
    uow.meetings.save(meeting)
    return meeting


async def cancel_meeting(
    id_: MeetingId, because: str, *, actor: Actor, uow: MeetingUnitOfWork, clock: Clock
) -> Meeting:
    """Do not meet, for a reason."""
    meeting = await meeting_for(id_, Action.WORK_ON_MEETING, actor=actor, uow=uow)
    _refuse([text_error("because", because, max_length=MAX_REASON)])
    meeting.cancel(because.strip(), at=clock.now())
    uow.meetings.save(meeting)
    return meeting


async def meeting_for(
    id_: MeetingId, action: Action, *, actor: Actor, uow: MeetingUnitOfWork
) -> Meeting:
    """Load a meeting to do something with; refuses who may not, by its case."""
    meeting = await uow.meetings.get(id_)
    require(actor, action, await uow.cases.get(meeting.case_id))
    return meeting


async def _invited(command: PlanMeeting, case: Case, uow: MeetingUnitOfWork) -> tuple[Invitee, ...]:
    parents = await uow.parents.deciding_for(case.pupil_id)
    known = [Invitee(kind=InviteeKind.PARENT, contact_id=each.contact_id) for each in parents]
    others = [
        *([InviteeKind.SCHOOL] if case.school_id is not None else []),
        InviteeKind.UNIT,
        *([InviteeKind.CHILD] if command.with_child else []),
    ]
    called = (
        (InviteeKind.EXPERT, command.experts),
        (InviteeKind.PARTNER, command.partners),
    )
    return (
        *(known or [Invitee(kind=InviteeKind.PARENT)]),
        *(Invitee(kind=kind) for kind in others),
        *(
            Invitee(kind=kind, called=line.strip())
            for kind, lines in called
            for line in lines
            if line.strip()
        ),
    )


async def _gathering(when: When, uow: MeetingUnitOfWork) -> Gathering:
    return Gathering(
        on=when.on,
        time=when.time,
        place_name=when.place_name.strip(),
        place_address=when.place_address.strip(),
        papers=await uow.terms.begin(MEETING_PAPERS, when.on),
    )


async def _invite(meeting: Meeting, case: Case, *, uow: MeetingUnitOfWork, clock: Clock) -> None:
    when = meeting.when
    others = [each for each in meeting.invited if each.kind is not InviteeKind.PARENT]
    content = MeetingInvitation(
        child=await uow.letters.child(case.pupil_id),
        subject=meeting.subject,
        on=when.on,
        time=when.time,
        with_whom=", ".join(CALLED_IN_LETTERS.get(each.kind, each.called) for each in others),
        place=Place(name=when.place_name, address=when.place_address),
    )
    key = f"meeting/{meeting.id}/invitation/{len(meeting.moves)}"
    await order_letter(content, case=case, key=key, uow=uow, at=clock.now())


def _wrong_when(when: When) -> list[FieldError | None]:
    lines = (("place_name", when.place_name), ("place_address", when.place_address))
    return [
        None if TIME.fullmatch(when.time) else FieldError("time", "meeting.time"),
        *(text_error(name, line, max_length=MAX_LINE) for name, line in lines),
    ]


def _refuse(wrong: list[FieldError | None]) -> None:
    if errors := [error for error in wrong if error is not None]:
        raise InvalidInput(*errors)
