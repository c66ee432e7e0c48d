"""Use cases: somebody says beforehand that it can't come; who leads keeps the day all the same."""

from dataclasses import dataclass, field
from datetime import date

from samenspel_arrangements.application.meeting.plan_meeting import meeting_for
from samenspel_arrangements.application.meeting.ports import MeetingUnitOfWork
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.meeting.agenda import MAX_POINT, MAX_REASON
from samenspel_arrangements.domain.meeting.ids import MeetingId
from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_arrangements.domain.meeting.people import InviteeKind, Party
from samenspel_arrangements.domain.meeting.readers import own_places, place_of_child
from samenspel_arrangements.domain.meeting.regrets import (
    CantCome,
    DoesNotWant,
    GoOn,
    OtherDays,
    Regret,
    Wish,
)
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.term_rules import MEETING_ANSWER
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound, RuleViolation

PARTY_OF = {
    InviteeKind.PARENT: Party.PARENT,
    InviteeKind.CHILD: Party.CHILD,
    InviteeKind.SCHOOL: Party.SCHOOL,
    InviteeKind.EXPERT: Party.EXPERT,
    InviteeKind.UNIT: Party.UNIT,
}
"""Whose point on the agenda it is; that of a partner is written down as the unit's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decline:
    """Who can't come, by its place in who was invited; None for oneself.

    Two other days that suit it, or None: then the others go on without it. `point` is what it
    wants to be talked about all the same.
    """

    meeting_id: MeetingId
    place: int | None = None
    days: tuple[date | None, date | None] | None = None
    point: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineAsChild:
    """The child can't come, or does not want to; `point` is what others may say for it."""

    meeting_id: MeetingId
    does_not_want: bool
    point: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class _Said:
    place: int
    wish: Wish
    point: str = field(repr=False)
    by: Party


async def decline(
    command: Decline, *, actor: Actor, uow: MeetingUnitOfWork, clock: Clock
) -> Meeting:
    """Write it down; a parent says it of itself, who leads of everybody that told it."""
    meeting = await meeting_for(command.meeting_id, Action.ADD_TO_AGENDA, actor=actor, uow=uow)
    parents = await uow.parents.deciding_for(meeting.pupil_id)
    place = _place(command.place, own_places(actor, meeting.invited, parents))
    wish = GoOn() if command.days is None else _other_days(*command.days)
    said = _Said(
        place, wish, command.point, PARTY_OF.get(meeting.invited[place - 1].kind, Party.UNIT)
    )
    return await _note(meeting, said, uow, clock)


async def decline_as_child(
    command: DeclineAsChild, *, actor: Actor, uow: MeetingUnitOfWork, clock: Clock
) -> Meeting:
    """Write down that the child itself does not come; an adult says that nowhere in its place."""
    id_ = command.meeting_id
    meeting = await meeting_for(id_, Action.DECLINE_AS_CHILD, actor=actor, uow=uow)
    place = place_of_child(meeting.invited)
    if place is None:
        raise NotFound(meeting.pupil_id)
    wish = DoesNotWant() if command.does_not_want else CantCome()
    return await _note(meeting, _Said(place, wish, command.point, Party.CHILD), uow, clock)


async def keep_day(
    id_: MeetingId, because: str, *, actor: Actor, uow: MeetingUnitOfWork, clock: Clock
) -> Meeting:
    """Meet on the day that was planned; a reason is needed where other days were asked."""
    meeting = await meeting_for(id_, Action.WORK_ON_MEETING, actor=actor, uow=uow)
    if wrong := text_error("because", because, max_length=MAX_REASON, required=False):
        raise InvalidInput(wrong)
    meeting.keep_day(because, at=clock.now())
    uow.meetings.save(meeting)
    return meeting


async def _note(meeting: Meeting, said: _Said, uow: MeetingUnitOfWork, clock: Clock) -> Meeting:
    if wrong := text_error("point", said.point, max_length=MAX_POINT, required=False):
        raise InvalidInput(wrong)
    now = clock.now()
    today = dutch_date(now)
    answer = await uow.terms.begin(MEETING_ANSWER, today)
    regret = Regret(place=said.place, wish=said.wish, said_on=today, answer=answer)
    meeting.decline(regret, at=now)
    if point := said.point.strip():
        meeting.put_on_agenda(point, by=said.by)
    uow.meetings.save(meeting)
    return meeting


def _place(asked: int | None, own: tuple[int, ...]) -> int:
    if asked is None and len(own) == 1:
        return own[0]
    if asked is None and own:
        raise InvalidInput(FieldError("place", "meeting.which-place"))
    if asked is None or asked not in own:
        raise RuleViolation("meeting.not-invited")
    return asked


def _other_days(first: date | None, second: date | None) -> OtherDays:
    if first is None or second is None or first == second:
        missing = "first_day" if first is None else "second_day"
        raise InvalidInput(FieldError(missing, "meeting.two-days"))
    return OtherDays(first, second)
