"""Use cases: a meeting is held and written down, and what was agreed is followed up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from samenspel_arrangements.application.letters.order_letter import order_letter
from samenspel_arrangements.application.meeting.plan_meeting import meeting_for
from samenspel_arrangements.application.meeting.ports import MeetingUnitOfWork
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.letters.contents import MeetingDecision
from samenspel_arrangements.domain.meeting.agenda import MAX_REASON, MAX_SAID
from samenspel_arrangements.domain.meeting.gathering import Notes, Said
from samenspel_arrangements.domain.meeting.ids import MeetingId
from samenspel_arrangements.domain.meeting.joint_action import ActionState, Done, NotDone
from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_arrangements.domain.meeting.people import Came
from samenspel_arrangements.domain.meeting.standing import Decision
from samenspel_arrangements.domain.policies import Action
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteDown:
    """Who came by the place in who was invited (from 1), what was said of each point, what is decided."""

    meeting_id: MeetingId
    came: Mapping[int, Came] = field(default_factory=dict)
    said: Said = field(default_factory=dict, repr=False)
    none_because: str = field(default="", repr=False)
    decision: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """Which action is done, or will not be done and why."""

    meeting_id: MeetingId
    number: int
    done: bool
    because: str = field(default="", repr=False)


async def note_meeting(command: WriteDown, *, actor: Actor, uow: MeetingUnitOfWork) -> Meeting:
    """Keep what is written down so far, on the day."""
    meeting = await meeting_for(command.meeting_id, Action.WORK_ON_MEETING, actor=actor, uow=uow)
    meeting.note(_noted(command, decides=False), command.said)
    uow.meetings.save(meeting)
    return meeting


async def hold_meeting(
    command: WriteDown, *, actor: Actor, uow: MeetingUnitOfWork, clock: Clock
) -> Meeting:
    """Write it down for good, and order the letter with the decision in the same moment."""
    meeting = await meeting_for(command.meeting_id, Action.WORK_ON_MEETING, actor=actor, uow=uow)
    notes = _noted(command, decides=True)
    now, case = clock.now(), await uow.cases.get(meeting.case_id)
    content = MeetingDecision(
        child=await uow.letters.child(case.pupil_id),
        held_on=meeting.when.on,
        decision=notes.decision,
    )
    key = f"meeting/{meeting.id}/decision"
    letter = await order_letter(content, case=case, key=key, uow=uow, at=now)
    decision = Decision(what=notes.decision, by=actor.person_id, letter_id=letter.id)
    meeting.hold(notes, command.said, decision, at=now)
    uow.meetings.save(meeting)
    return meeting


async def settle(command: Settle, *, actor: Actor, uow: MeetingUnitOfWork, clock: Clock) -> Meeting:
    """Note what became of an action; the last one closes the meeting."""
    meeting = await meeting_for(command.meeting_id, Action.WORK_ON_MEETING, actor=actor, uow=uow)
    needed = not command.done
    if wrong := text_error("because", command.because, max_length=MAX_REASON, required=needed):
        raise InvalidInput(wrong)
    now = clock.now()
    today = dutch_date(now)
    state: ActionState = Done(today) if command.done else NotDone(today, command.because.strip())
    meeting.settle(command.number, state, at=now)
    uow.meetings.save(meeting)
    return meeting


def _noted(command: WriteDown, *, decides: bool) -> Notes:
    wrong: list[FieldError | None] = [
        text_error("decision", command.decision, max_length=MAX_SAID, required=decides),
        text_error("none_because", command.none_because, max_length=MAX_REASON, required=False),
        *(
            text_error(f"said.{number}", text, max_length=MAX_SAID, required=False)
            for number, text in command.said.items()
        ),
    ]
    if errors := [error for error in wrong if error is not None]:
        raise InvalidInput(*errors)
    return Notes(
        came=tuple(sorted(command.came.items())),
        none_because=command.none_because.strip(),
        decision=command.decision.strip(),
    )
