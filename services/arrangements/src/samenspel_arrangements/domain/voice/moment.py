"""A voice moment: the child is heard or there is a reason with the child, and it hears back.

What a child says is never used to grant anything; a test sees to it that no code of granting reads
this package.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from samenspel_arrangements.domain.voice.answers import Answers, Face, Statement
from samenspel_arrangements.domain.voice.events import (
    ChildFedBack,
    ChildHeard,
    ChildVisited,
    HearingWaived,
    InfluenceNoted,
    VoiceActionPlanned,
    VoiceClosed,
    VoicePlanned,
    VoiceTermBreached,
    WorryRaised,
)
from samenspel_arrangements.domain.voice.hearing import (
    Audience,
    Feedback,
    Hearing,
    Influence,
    Moment,
    Visit,
    Waiver,
    Worry,
)
from samenspel_arrangements.domain.voice.ids import VoiceId
from samenspel_arrangements.domain.voice.standing import (
    Closed,
    End,
    FedBack,
    Heard,
    Open,
    Planned,
    Settled,
    Standing,
    Stopped,
    VoiceAction,
    Waived,
)
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId, PupilId, SchoolId, SupportRequestId
from samenspel_kernel.open_item import OpenItem
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term


@dataclass(eq=False, kw_only=True)
class VoiceMoment(OpenItem[VoiceId]):
    """Guards that a child is heard (O6), hears back, and that somebody comes when it is not safe.

    `answers` are those given so far, kept from press to press; `worry` is there from the moment on
    which the child said so, also when it stopped halfway or took it back.
    """

    thing: ClassVar[str] = "voice"
    bound: ClassVar[frozenset[str]] = frozenset(VoiceAction)

    case_id: CaseId
    support_request_id: SupportRequestId
    pupil_id: PupilId
    school_id: SchoolId | None
    moment: Moment
    opened_at: datetime
    standing: Standing
    answers: Answers = field(default_factory=Answers)
    worry: Worry | None = None

    @classmethod
    def plan_for(
        cls,
        id_: VoiceId,
        *,
        alliance_id: UUID,
        unit_id: UUID | None,
        case_id: CaseId,
        support_request_id: SupportRequestId,
        pupil_id: PupilId,
        school_id: SchoolId | None,
        moment: Moment,
        holder: Holder,
        hear: Term,
        at: datetime,
    ) -> "VoiceMoment":
        """Plan to hear the child; the holder sees that it happens within the term."""
        action = NextAction(VoiceAction.HEAR.value, hear.last_day)
        voice = cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            case_id=case_id,
            support_request_id=support_request_id,
            pupil_id=pupil_id,
            school_id=school_id,
            moment=moment,
            opened_at=at,
            standing=Planned(Responsibility.of(holder, action), hear),
        )
        voice._record(VoicePlanned(occurred_at=at, voice=voice))
        return voice

    @property
    def responsibility(self) -> Responsibility | None:
        """Who answers for it and what is next; None when it is closed."""
        return None if isinstance(self.standing, Closed) else self.standing.responsibility

    @property
    def hearing(self) -> Hearing | None:
        """Give what the child said in the end; None when it was not heard (yet)."""
        match self.standing:
            case Heard(hearing=hearing):
                return hearing
            case Settled(end=FedBack(hearing=hearing)) | Closed(end=FedBack(hearing=hearing)):
                return hearing
            case _:
                return None

    @property
    def audience(self) -> frozenset[Audience]:
        """Give who else the child lets see it; nobody until it said so."""
        return self.hearing.audience if self.hearing else frozenset()

    def running(self) -> tuple[Term, ...]:
        """Give the terms that run."""
        own: tuple[Term, ...] = ()
        match self.standing:
            case Planned(hear=term) | Heard(feed_back=term):
                own = (term,)
            case Closed():
                return ()
        worry = self.worry
        return (*own, worry.contact) if worry is not None and worry.visit is None else own

    def answer(
        self, statement: Statement, face: Face | None, *, contact: Term, at: datetime
    ) -> None:
        """Keep an answer; None skips the statement.

        Not feeling safe brings somebody within `contact`, at once and for good: who takes the
        answer back is visited all the same.
        """
        self._planned()
        self.answers = self.answers.with_face(statement, face)
        if self.answers.is_unsafe and self.worry is None:
            self.worry = Worry(contact=contact)
            self._record(WorryRaised(occurred_at=at, voice=self, worry=self.worry))
            come = NextAction(VoiceAction.CONTACT.value, contact.last_day)
            self._hold(self._held().with_action(come), at)

    def say(self, *, drawing: str, words: str) -> None:
        """Keep what the child draws and says besides."""
        self._planned()
        self.answers = self.answers.with_words(drawing=drawing, words=words)

    def hear(self, hearing: Hearing, *, feed_back: Term, at: datetime) -> None:
        """Take what the child said as its word; from now on it is owed an answer.

        A child that skipped everything and said nothing was not heard: that is a waiver.
        """
        standing = self._planned()
        if not hearing.answers.says_something:
            raise RuleViolation("voice.nothing-said")
        self.notice_breaches(at=at)
        held = standing.responsibility.replanned(
            [VoiceAction.HEAR], NextAction(VoiceAction.FEED_BACK.value, feed_back.last_day)
        )
        self.answers = hearing.answers
        self.standing = Heard(held, hearing, feed_back)
        self._record(ChildHeard(occurred_at=at, voice=self, hearing=hearing))
        self._hold(held, at)

    def waive(self, waiver: Waiver, *, at: datetime) -> None:
        """Do without at this moment; only a reason that lies with the child counts."""
        self._planned()
        self.notice_breaches(at=at)
        self._record(HearingWaived(occurred_at=at, voice=self, waiver=waiver))
        self._settle(Waived(waiver=waiver), at)

    def note_influence(self, influence: Influence, *, at: datetime) -> None:
        """Write down what changed because of it; later words replace earlier ones."""
        standing = self._heard()
        self.standing = replace(standing, influence=influence)
        self._record(InfluenceNoted(occurred_at=at, voice=self, influence=influence))

    def feed_back(self, feedback: Feedback, *, at: datetime) -> None:
        """Note that the child heard what came of it; first one must know what did."""
        standing = self._heard()
        if standing.influence is None:
            raise RuleViolation("voice.influence-missing")
        self._not_ahead("told_on", feedback.told_on, at)
        self.notice_breaches(at=at)
        self._record(ChildFedBack(occurred_at=at, voice=self))
        ended = FedBack(hearing=standing.hearing, influence=standing.influence, feedback=feedback)
        self._settle(ended, at)

    def visited(self, visit: Visit, *, at: datetime) -> None:
        """Note that somebody spoke with the child that does not feel safe."""
        held = self._held()
        if self.worry is None or self.worry.visit is not None:
            raise RuleViolation("voice.no-worry")
        self._not_ahead("on", visit.on, at)
        self.notice_breaches(at=at)
        self.worry = replace(self.worry, visit=visit)
        self._record(ChildVisited(occurred_at=at, voice=self))
        if isinstance(self.standing, Settled):
            self._close(self.standing.end, at)
        else:
            self._hold(held.without(VoiceAction.CONTACT), at)

    def share(self, audience: frozenset[Audience], *, at: datetime) -> None:
        """Let the child decide anew who else may see it."""
        match self.standing:
            case Heard(hearing=hearing):
                self.standing = replace(self.standing, hearing=replace(hearing, audience=audience))
            case Settled(end=FedBack() as end) | Closed(end=FedBack() as end):
                said = replace(end, hearing=replace(end.hearing, audience=audience))
                self.standing = replace(self.standing, end=said)
            case _:
                raise RuleViolation("voice.not-heard")

    def follow(self, holder: Holder, *, at: datetime) -> None:
        """Have who holds the case hold this too; nothing happens when that is so, or it closed."""
        held = self.responsibility
        if held is not None and held.holder != holder:
            self._hold(held.held_by(holder), at)

    def stop(self, *, at: datetime) -> None:
        """Close at once: the child died; nothing may be asked any more."""
        if not isinstance(self.standing, Closed):
            self._close(Stopped(), at)

    def _planned(self) -> Planned:
        if isinstance(self.standing, Planned):
            return self.standing
        raise RuleViolation("voice.already-heard")

    def _heard(self) -> Heard:
        if isinstance(self.standing, Heard):
            return self.standing
        raise RuleViolation("voice.not-heard")

    def _settle(self, end: End, at: datetime) -> None:
        if self.worry is None or self.worry.visit is not None:
            self._close(end, at)
            return
        come = NextAction(VoiceAction.CONTACT.value, self.worry.contact.last_day)
        held = self._held()
        left = Responsibility.of(held.holder, come)
        self.standing = Settled(left, end)
        self._hold(left, at)

    def _hold(self, responsibility: Responsibility, at: datetime) -> None:
        self._put(responsibility)
        self._record(VoiceActionPlanned(occurred_at=at, item=self, responsibility=responsibility))

    def _check(self, term: Term, at: datetime) -> None:
        today, key = dutch_date(at), (term.rule, term.last_day)
        if today > term.last_day and key not in self.breached:
            self.breached |= {key}
            self._record(VoiceTermBreached(occurred_at=at, item=self, term=term, noticed_on=today))

    def _close(self, end: End, at: datetime) -> None:
        self.standing = Closed(end)
        self._record(VoiceClosed(occurred_at=at, voice=self, end=end))

    def _put(self, responsibility: Responsibility) -> None:
        if isinstance(self.standing, Open):
            self.standing = replace(self.standing, responsibility=responsibility)

    @staticmethod
    def _not_ahead(name: str, day: date, at: datetime) -> None:
        if day > dutch_date(at):
            raise InvalidInput(FieldError(name, "voice.in-the-future"))
