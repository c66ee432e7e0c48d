"""A meeting: everybody prepares it with the same papers, and nothing that is agreed gets lost."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from samenspel_arrangements.domain.meeting.agenda import (
    MOST_PAPERS,
    MOST_POINTS,
    AgendaPoint,
    Paper,
)
from samenspel_arrangements.domain.meeting.events import (
    AgreementSettled,
    MeetingCancelled,
    MeetingClosed,
    MeetingDayKept,
    MeetingHeld,
    MeetingMoved,
    MeetingPlanned,
)
from samenspel_arrangements.domain.meeting.gathering import (
    NOTHING_NOTED,
    Gathering,
    Move,
    Notes,
    Said,
)
from samenspel_arrangements.domain.meeting.ids import MeetingId
from samenspel_arrangements.domain.meeting.joint_action import (
    ActionState,
    Doer,
    JointAction,
    joint_action,
)
from samenspel_arrangements.domain.meeting.people import Invitee, InviteeKind, Party
from samenspel_arrangements.domain.meeting.regrets import NOBODY, Regret, Regrets
from samenspel_arrangements.domain.meeting.standing import (
    MEETING_STATES,
    Cancelled,
    Decision,
    Finished,
    Following,
    MeetingAction,
    Planned,
    Record,
    Standing,
    Stopped,
)
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId, DocumentId, PupilId, SchoolId, SupportRequestId
from samenspel_kernel.open_item import OpenItem
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

_BEFORE = frozenset({MeetingAction.HOLD.value, MeetingAction.ANSWER.value})
"""What is to be done until it was held."""


@dataclass(eq=False, kw_only=True)
class Meeting(OpenItem[MeetingId]):
    """Guards that a meeting is prepared with parents, decided in the open, and followed up.

    Each parent that is known is invited. It closes only when it was held and all that was agreed
    is settled, or when it is cancelled for a reason.
    """

    thing: ClassVar[str] = "meeting"
    bound: ClassVar[frozenset[str]] = frozenset(MeetingAction)

    case_id: CaseId
    support_request_id: SupportRequestId
    pupil_id: PupilId
    school_id: SchoolId | None
    subject: str
    when: Gathering
    invited: tuple[Invitee, ...]
    agenda: tuple[AgendaPoint, ...] = ()
    papers: tuple[Paper, ...] = ()
    agreed: tuple[JointAction, ...] = ()
    moves: tuple[Move, ...] = ()
    notes: Notes = NOTHING_NOTED
    regrets: Regrets = NOBODY
    standing: Standing

    @classmethod
    def plan_for(
        cls,
        id_: MeetingId,
        *,
        alliance_id: UUID,
        unit_id: UUID | None,
        case_id: CaseId,
        support_request_id: SupportRequestId,
        pupil_id: PupilId,
        school_id: SchoolId | None,
        subject: str,
        when: Gathering,
        invited: tuple[Invitee, ...],
        holder: Holder,
        record: Term,
        at: datetime,
    ) -> "Meeting":
        """Plan it from today on; `record` is until when it is written down."""
        when.check_ahead(at)
        if not any(each.kind is InviteeKind.PARENT for each in invited):
            raise ValueError("parents are invited to a meeting about their child")
        hold = NextAction(MeetingAction.HOLD.value, when.on)
        meeting = cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            case_id=case_id,
            support_request_id=support_request_id,
            pupil_id=pupil_id,
            school_id=school_id,
            subject=subject,
            when=when,
            invited=invited,
            standing=Planned(Responsibility.of(holder, hold), record),
        )
        meeting._record(MeetingPlanned(occurred_at=at, meeting=meeting))
        return meeting

    @property
    def responsibility(self) -> Responsibility | None:
        """Who answers for it and what is next; None when it is closed."""
        standing = self.standing
        return standing.responsibility if isinstance(standing, Planned | Following) else None

    @property
    def record(self) -> Record | None:
        """What came of it; None when it was not held."""
        standing = self.standing
        return standing.held if isinstance(standing, Following | Finished | Stopped) else None

    @property
    def still_to_do(self) -> tuple[JointAction, ...]:
        """What is agreed and not settled, the first to be due in front."""
        open_ = [each for each in self.agreed if each.is_open]
        return tuple(sorted(open_, key=lambda each: (each.by, each.number)))

    def running(self) -> tuple[Term, ...]:
        """Give the terms that run."""
        match self.standing:
            case Planned(record=record):
                return (record, *self.regrets.terms())
            case Following():
                return tuple(dict.fromkeys(each.agreed for each in self.still_to_do))
            case _:
                return ()

    def is_late(self, paper: Paper) -> bool:
        """Tell whether parents had a paper for a shorter time than the rule says."""
        return paper.added_on > self.when.papers.last_day

    def put_on_agenda(self, text: str, *, by: Party) -> None:
        """Put a point on the agenda; everybody who is invited may."""
        MEETING_STATES.require(self.standing, "put-on-agenda")
        if len(self.agenda) >= MOST_POINTS:
            raise RuleViolation("meeting.too-many-points")
        self.agenda = (*self.agenda, AgendaPoint(number=len(self.agenda) + 1, text=text, by=by))

    def add_paper(self, document_id: DocumentId, *, late_because: str, at: datetime) -> None:
        """Lay a document before the meeting; one that comes late needs a reason (M17, K20)."""
        MEETING_STATES.require(self.standing, "add-paper")
        if any(each.document_id == document_id for each in self.papers):
            raise RuleViolation("meeting.paper-there")
        if len(self.papers) >= MOST_PAPERS:
            raise RuleViolation("meeting.too-many-papers")
        paper = Paper(document_id=document_id, added_on=dutch_date(at), late_because=late_because)
        if self.is_late(paper) and not late_because.strip():
            raise InvalidInput(FieldError("late_because", "meeting.late-needs-reason"))
        self.papers = (*self.papers, paper)

    def agree(self, what: str, *, doer: Doer, who: str, by: date, at: datetime) -> None:
        """Agree who does what by when; from today on, and who is outside is named."""
        MEETING_STATES.require(self.standing, "agree")
        number, today = len(self.agreed) + 1, dutch_date(at)
        action = joint_action(number, what, doer=doer, who=who, by=by, today=today)
        self.agreed = (*self.agreed, action)

    def decline(self, regret: Regret, *, at: datetime) -> None:
        """Know, until its day, that somebody can't come; who holds it acts on that (K20)."""
        MEETING_STATES.require(self.standing, "decline")
        if regret.place > len(self.invited):
            raise RuleViolation("meeting.not-invited")
        regret.check(planned=self.when.on, today=dutch_date(at))
        self.regrets = self.regrets.saying(regret)
        self._act_on_regrets(at)

    def keep_day(self, because: str, *, at: datetime) -> None:
        """Meet on the day that was planned all the same, for a reason that who can't come reads."""
        MEETING_STATES.require(self.standing, "keep-day")
        self.notice_breaches(at=at)
        asked, self.regrets = self.regrets.asking, self.regrets.keeping_the_day(because)
        self._record(MeetingDayKept(occurred_at=at, meeting=self, asked=asked))
        self._act_on_regrets(at)

    def move(self, when: Gathering, because: str, *, record: Term, at: datetime) -> None:
        """Meet at another moment or place, for a reason that everybody reads."""
        MEETING_STATES.require(self.standing, "move")
        when.check_ahead(at)
        self.notice_breaches(at=at)
        self.moves = (*self.moves, Move(from_day=self.when.on, because=because, at=at))
        self.when, self.regrets = when, NOBODY
        held = self._held().replanned(_BEFORE, NextAction(MeetingAction.HOLD.value, when.on))
        self.standing = Planned(held, record)
        self._record(MeetingMoved(occurred_at=at, meeting=self))
        self._hold(held, at)

    def note(self, notes: Notes, said: Said) -> None:
        """Keep what was written down so far; the meeting goes on."""
        MEETING_STATES.require(self.standing, "note")
        self.notes, self.agenda = notes, self._with_minutes(said)

    def hold(self, notes: Notes, said: Said, decision: Decision, *, at: datetime) -> None:
        """Write down what came of it, on its day or after.

        Of everybody who was invited it is known whether it came; each point has minutes, or there
        is a reason. What was agreed is followed up from now on.
        """
        MEETING_STATES.require(self.standing, "record")
        if dutch_date(at) < self.when.on:
            raise RuleViolation("meeting.not-yet")
        came, agenda = dict(notes.came), self._with_minutes(said)
        unsaid = not agenda or any(not each.said for each in agenda)
        if wrong := tuple(notes.lacks(len(self.invited), is_unsaid=unsaid)):
            raise InvalidInput(*wrong)
        self.notice_breaches(at=at)
        self.notes, self.agenda = NOTHING_NOTED, agenda
        record = Record(
            on=self.when.on,
            came=tuple(came[place] for place in range(1, len(self.invited) + 1)),
            decision=decision,
            no_minutes_because=notes.none_because.strip() if unsaid else "",
        )
        self._record(MeetingHeld(occurred_at=at, meeting=self, record=record))
        self._go_on(record, at)

    def settle(self, number: int, state: ActionState, *, at: datetime) -> None:
        """Note that what was agreed is done, or will not be and why."""
        MEETING_STATES.require(self.standing, "settle")
        standing = self.standing
        found = next((each for each in self.still_to_do if each.number == number), None)
        if found is None or not isinstance(standing, Following):
            raise RuleViolation("meeting.no-such-action")
        self.notice_breaches(at=at)
        settled = replace(found, state=state)
        self.agreed = tuple(settled if each.number == number else each for each in self.agreed)
        self._record(AgreementSettled(occurred_at=at, meeting=self, agreement=settled))
        self._go_on(standing.held, at)

    def cancel(self, because: str, *, at: datetime) -> None:
        """Do not meet, for a reason that everybody reads."""
        MEETING_STATES.require(self.standing, "cancel")
        self.notice_breaches(at=at)
        self._record(MeetingCancelled(occurred_at=at, meeting=self))
        self._close(Cancelled(on=dutch_date(at), because=because), at)

    def stop(self, *, at: datetime) -> None:
        """Close at once: the child died; nobody is asked anything any more."""
        if self.responsibility is not None:
            self._close(Stopped(held=self.record), at)

    def follow(self, holder: Holder, *, at: datetime) -> None:
        """Have who holds the case hold this too; nothing happens when that is so, or it closed."""
        held = self.responsibility
        if held is not None and held.holder != holder:
            self._hold(held.held_by(holder), at)

    def _with_minutes(self, said: Said) -> tuple[AgendaPoint, ...]:
        return tuple(each.with_minutes(said) for each in self.agenda)

    def _act_on_regrets(self, at: datetime) -> None:
        by = self.regrets.act_by
        asked = [NextAction(MeetingAction.ANSWER.value, min(by, self.when.on))] if by else []
        hold = NextAction(MeetingAction.HOLD.value, self.when.on)
        self._hold(self._held().replanned(_BEFORE, hold, *asked), at)

    def _go_on(self, record: Record, at: datetime) -> None:
        left = self.still_to_do
        if not left:
            self._close(Finished(held=record), at)
            return
        follow_up = NextAction(MeetingAction.FOLLOW_UP.value, left[0].by)
        held = self._held().replanned(_BEFORE, follow_up)
        self.standing = Following(held, record)
        self._hold(held, at)

    def _close(self, standing: Standing, at: datetime) -> None:
        self.standing = standing
        self._record(MeetingClosed(occurred_at=at, meeting=self))

    def _put(self, responsibility: Responsibility) -> None:
        if isinstance(self.standing, Planned | Following):
            self.standing = replace(self.standing, responsibility=responsibility)
