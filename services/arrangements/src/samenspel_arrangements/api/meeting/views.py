"""Answers of the API: meetings, with what each reader may know of who was invited."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Self
from uuid import UUID

from samenspel_arrangements.domain.meeting.agenda import AgendaPoint
from samenspel_arrangements.domain.meeting.joint_action import Doer, JointAction, NotDone
from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_arrangements.domain.meeting.people import Came, InviteeKind, Party
from samenspel_arrangements.domain.meeting.readers import (
    days_read,
    knows_parents,
    of_child,
    own_places,
    wish_read,
)
from samenspel_arrangements.domain.meeting.regrets import Regret
from samenspel_arrangements.domain.meeting.standing import Cancelled, Planned
from samenspel_arrangements.domain.perspective.parents import Parent
from samenspel_kernel.actor import Actor
from samenspel_platform.bodies import View


class InvitedView(View):
    """Who is invited; `contactId` only for who may know which parent it is."""

    number: int
    kind: InviteeKind
    called: str
    contact_id: UUID | None
    came: Came | None


class PointView(View):
    """A point on the agenda, with its minutes once it was held."""

    number: int
    text: str
    by: Party
    said: str

    @classmethod
    def of(cls, point: AgendaPoint) -> Self:
        """Show one."""
        return cls(number=point.number, text=point.text, by=point.by, said=point.said)


class PaperView(View):
    """A paper; `late` when parents had it for less than the rule says."""

    document_id: UUID
    added_on: date
    late: bool
    late_because: str


class AgreementView(View):
    """Who does what by when, and what became of it."""

    number: int
    what: str
    doer: Doer
    who: str
    by: date
    status: str
    because: str

    @classmethod
    def of(cls, action: JointAction) -> Self:
        """Show one."""
        return cls(
            number=action.number,
            what=action.what,
            doer=action.doer,
            who=action.who,
            by=action.by,
            status=action.state.status,
            because=action.state.because if isinstance(action.state, NotDone) else "",
        )


class MoveView(View):
    """From which day it was moved, and why."""

    from_day: date
    because: str


class DeclineView(View):
    """Who can't come, by its place in who was invited; `otherDays` for itself and who leads."""

    number: int
    wish: str
    other_days: list[date]
    answered: bool

    @classmethod
    def of(cls, regret: Regret, actor: Actor, own: Collection[int]) -> Self:
        """Show one to an actor that declines for its `own` places."""
        return cls(
            number=regret.place,
            wish=wish_read(regret, actor),
            other_days=list(days_read(regret, own)),
            answered=regret.is_answered,
        )


class MeetingView(View):
    """A meeting; `papersBy` is the last day on which papers come in time."""

    id: UUID
    case_id: UUID
    subject: str
    status: str
    on: date
    time: str
    place_name: str
    place_address: str
    papers_by: date
    record_by: date | None
    invited: list[InvitedView]
    agenda: list[PointView]
    papers: list[PaperView]
    agreed: list[AgreementView]
    moves: list[MoveView]
    decision: str | None
    letter_id: UUID | None
    no_minutes_because: str
    cancelled_because: str
    declined: list[DeclineView]
    kept_because: str

    @classmethod
    def of(cls, meeting: Meeting, actor: Actor, parents: Sequence[Parent]) -> Self:
        """Show it to an actor who may see it; `parents` are those of its child."""
        record, standing, when = meeting.record, meeting.standing, meeting.when
        knows, own = knows_parents(actor), own_places(actor, meeting.invited, parents)
        return cls(
            id=meeting.id,
            case_id=meeting.case_id,
            subject=meeting.subject,
            status=standing.status,
            on=when.on,
            time=when.time,
            place_name=when.place_name,
            place_address=when.place_address,
            papers_by=when.papers.last_day,
            record_by=standing.record.last_day if isinstance(standing, Planned) else None,
            invited=[
                InvitedView(
                    number=number,
                    kind=each.kind,
                    called=each.called,
                    contact_id=each.contact_id if knows else None,
                    came=record.came[number - 1] if record else None,
                )
                for number, each in enumerate(meeting.invited, 1)
            ],
            agenda=[PointView.of(each) for each in meeting.agenda],
            papers=[
                PaperView(
                    document_id=each.document_id,
                    added_on=each.added_on,
                    late=meeting.is_late(each),
                    late_because=each.late_because,
                )
                for each in meeting.papers
            ],
            agreed=[AgreementView.of(each) for each in meeting.agreed],
            moves=[MoveView(from_day=m.from_day, because=m.because) for m in meeting.moves],
            decision=record.decision.what if record else None,
            letter_id=record.decision.letter_id if record else None,
            no_minutes_because=record.no_minutes_because if record else "",
            cancelled_because=standing.because if isinstance(standing, Cancelled) else "",
            declined=[DeclineView.of(each, actor, own) for each in meeting.regrets.said],
            kept_because=meeting.regrets.kept_because,
        )


class MeetingsView(View):
    """The meetings of a case, the newest first."""

    items: list[MeetingView]


class ChildMeetingView(View):
    """A meeting as the child that joins in reads it: its own points, and what was agreed.

    `declined`: it said that it does not come; `answered`: who leads acted on that.
    """

    id: UUID
    subject: str
    status: str
    on: date
    time: str
    place_name: str
    who_comes: list[InviteeKind]
    own_points: list[PointView]
    agreed: list[AgreementView]
    declined: bool
    answered: bool
    kept_because: str

    @classmethod
    def of(cls, meeting: Meeting) -> Self:
        """Show it."""
        said = of_child(meeting)
        return cls(
            id=meeting.id,
            subject=meeting.subject,
            status=meeting.standing.status,
            on=meeting.when.on,
            time=meeting.when.time,
            place_name=meeting.when.place_name,
            declined=said is not None,
            answered=said is not None and said.is_answered,
            kept_because=meeting.regrets.kept_because if said and said.is_answered else "",
            who_comes=[each.kind for each in meeting.invited],
            own_points=[PointView.of(each) for each in meeting.agenda if each.by is Party.CHILD],
            agreed=[AgreementView.of(each) for each in meeting.agreed] if meeting.record else [],
        )
