"""Use cases: everybody puts points on the agenda, papers come before it, actions are agreed."""

from dataclasses import dataclass, field
from datetime import date

from samenspel_arrangements.application.meeting.plan_meeting import meeting_for
from samenspel_arrangements.application.meeting.ports import MeetingUnitOfWork
from samenspel_arrangements.domain.documents.standing import Shared
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.meeting.agenda import MAX_POINT, MAX_REASON
from samenspel_arrangements.domain.meeting.ids import MeetingId
from samenspel_arrangements.domain.meeting.joint_action import MAX_WHAT, MAX_WHO, OUTSIDE, Doer
from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_arrangements.domain.meeting.people import Party
from samenspel_arrangements.domain.meeting.readers import invites_child
from samenspel_arrangements.domain.policies import Action
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound, RuleViolation
from samenspel_kernel.ids import DocumentId

PARTIES = {
    Role.PARENT: Party.PARENT,
    Role.TEACHER: Party.SCHOOL,
    Role.SCHOOL_COORDINATOR: Party.SCHOOL,
    Role.EXPERT: Party.EXPERT,
}
"""As whom somebody puts a point on the agenda; all others are of the unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOnAgenda:
    """A point; `of_child` when an adult writes down what the child wants to talk about."""

    meeting_id: MeetingId
    text: str = field(repr=False)
    of_child: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPaper:
    """Which document of the case, and why it comes late where it does."""

    meeting_id: MeetingId
    document_id: DocumentId
    late_because: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agree:
    """Who does what by when; `who` names an expert or a partner."""

    meeting_id: MeetingId
    what: str = field(repr=False)
    doer: Doer
    who: str = field(default="", repr=False)
    by: date


async def put_on_agenda(command: PutOnAgenda, *, actor: Actor, uow: MeetingUnitOfWork) -> Meeting:
    """Put it there, in the name of who does so."""
    meeting = await meeting_for(command.meeting_id, Action.ADD_TO_AGENDA, actor=actor, uow=uow)
    party = Party.CHILD if command.of_child else PARTIES.get(actor.role, Party.UNIT)
    return _put(meeting, command.text, party, uow)


async def of_child(id_: MeetingId, *, actor: Actor, uow: MeetingUnitOfWork) -> Meeting:
    """Load a meeting for the child that joins in, or who reads it beside it; else NotFound."""
    meeting = await meeting_for(id_, Action.READ_WITH_CHILD, actor=actor, uow=uow)
    if not invites_child(meeting.invited):
        raise NotFound(meeting.pupil_id)
    return meeting


async def put_for_child(
    id_: MeetingId, text: str, *, actor: Actor, uow: MeetingUnitOfWork
) -> Meeting:
    """Put on the agenda what the child wants to talk about."""
    return _put(await of_child(id_, actor=actor, uow=uow), text, Party.CHILD, uow)


async def add_paper(
    command: AddPaper, *, actor: Actor, uow: MeetingUnitOfWork, clock: Clock
) -> Meeting:
    """Lay it before the meeting; only what the parents can read as well (M17)."""
    meeting = await meeting_for(command.meeting_id, Action.WORK_ON_MEETING, actor=actor, uow=uow)
    reason = command.late_because
    if wrong := text_error("late_because", reason, max_length=MAX_REASON, required=False):
        raise InvalidInput(wrong)
    documents = await uow.documents.of_case(meeting.case_id)
    document = next((each for each in documents if each.id == command.document_id), None)
    if document is None or not isinstance(document.standing, Shared):
        raise RuleViolation("meeting.paper-not-shared")
    meeting.add_paper(command.document_id, late_because=reason.strip(), at=clock.now())
    uow.meetings.save(meeting)
    return meeting


async def agree(command: Agree, *, actor: Actor, uow: MeetingUnitOfWork, clock: Clock) -> Meeting:
    """Write down who does what by when."""
    meeting = await meeting_for(command.meeting_id, Action.WORK_ON_MEETING, actor=actor, uow=uow)
    outside = command.doer in OUTSIDE
    wrong: list[FieldError | None] = [
        text_error("what", command.what, max_length=MAX_WHAT),
        text_error("who", command.who, max_length=MAX_WHO, required=outside),
    ]
    if errors := [error for error in wrong if error is not None]:
        raise InvalidInput(*errors)
    meeting.agree(
        command.what.strip(),
        doer=command.doer,
        who=command.who.strip(),
        by=command.by,
        at=clock.now(),
    )
    uow.meetings.save(meeting)
    return meeting


def _put(meeting: Meeting, text: str, by: Party, uow: MeetingUnitOfWork) -> Meeting:
    if wrong := text_error("text", text, max_length=MAX_POINT):
        raise InvalidInput(wrong)
    meeting.put_on_agenda(text.strip(), by=by)
    uow.meetings.save(meeting)
    return meeting
