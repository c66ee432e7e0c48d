"""A transition: a child goes on to its next school, which accepts its file before the first day."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar

from samenspel_arrangements.domain.child_of_case import ChildOfCase
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.opp.consent import Consent, ParentId, ParentSays
from samenspel_arrangements.domain.transitions.contents import (
    Contents,
    NextSchool,
    Stage,
    TransitionId,
)
from samenspel_arrangements.domain.transitions.events import (
    TransitionAccepted,
    TransitionDeclined,
    TransitionEnded,
    TransitionEscalated,
    TransitionMoved,
    TransitionOffered,
    TransitionPlanned,
)
from samenspel_arrangements.domain.transitions.first_day import TermsOfDay, check_first_day, moved
from samenspel_arrangements.domain.transitions.standing import (
    ENDS,
    TRANSITIONS,
    Accepted,
    Ended,
    EndReason,
    Offered,
    Preparing,
    Standing,
    TransitionAction,
    terms_of,
)
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId, PersonId, PupilId, SchoolId, SupportRequestId
from samenspel_kernel.open_item import TransferableItem
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

LONGEST_ANSWER = 1000


def _said(field_: str, words: str, *, required: bool = True) -> str:
    if wrong := text_error(field_, words, max_length=LONGEST_ANSWER, required=required):
        raise InvalidInput(wrong)
    return words.strip()


@dataclass(eq=False, kw_only=True)
class Transition(TransferableItem[TransitionId]):
    """Guards the order: prepared, agreed to by each parent with authority, offered, accepted.

    The next school sees nothing before the parents agreed to what travels; each change of that
    asks them anew. `declined` is what the next school said when it last refused.
    """

    thing: ClassVar[str] = "transition"
    bound: ClassVar[frozenset[str]] = frozenset(TransitionAction)

    case_id: CaseId
    support_request_id: SupportRequestId | None
    pupil_id: PupilId
    school_id: SchoolId | None
    stage: Stage
    first_day: date
    contents: Contents
    consent: Consent
    declined: str = field(default="", repr=False)
    moved_because: str = field(default="", repr=False)
    planned_at: datetime
    standing: Standing

    @classmethod
    def plan_for(
        cls,
        child: ChildOfCase,
        id_: TransitionId,
        stage: Stage,
        first_day: date,
        contents: Contents,
        *,
        holder: Holder,
        offer: Term,
        accept: Term,
        choose_by: date | None = None,
        at: datetime,
    ) -> "Transition":
        """Have somebody see to it, with dated steps, also when the first day is near already.

        While nobody chose where the child goes, that is what is next, `choose_by` a day.
        """
        today = dutch_date(at)
        check_first_day(first_day, today)
        action = NextAction(TransitionAction.PREPARE, max(today, offer.last_day))
        if choose_by is not None:
            due = max(today, min(choose_by, offer.last_day))
            action = NextAction(TransitionAction.CHOOSE, due)
        standing = Preparing(Responsibility.of(holder, action), offer, accept)
        transition = cls(
            id=id_,
            alliance_id=child.alliance_id,
            unit_id=child.unit_id,
            case_id=child.case_id,
            support_request_id=child.support_request_id,
            pupil_id=child.pupil_id,
            school_id=child.school_id,
            stage=stage,
            first_day=first_day,
            contents=contents,
            consent=Consent(1),
            planned_at=at,
            standing=standing,
        )
        transition._record(
            TransitionPlanned(occurred_at=at, transition=transition, standing=standing)
        )
        return transition

    @property
    def responsibility(self) -> Responsibility | None:
        """Who answers for it and what is next; None when it has ended."""
        return None if isinstance(self.standing, Ended) else self.standing.responsibility

    @property
    def to_school_id(self) -> SchoolId | None:
        """The next school, where it is one of the alliance."""
        to = self.contents.recipient
        return to.school_id if isinstance(to, NextSchool) else None

    def running(self) -> tuple[Term, ...]:
        """Give the terms that run."""
        return terms_of(self.standing)

    def write(self, contents: Contents, *, at: datetime) -> None:
        """Choose anew what travels and to whom; what parents said to the old no longer counts."""
        standing = self._prepared()
        if contents == self.contents:
            return
        self._go("write", standing)
        self.contents, self.consent = contents, Consent(self.consent.revision + 1)
        self.notice_breaches(at=at)
        if standing.responsibility.has(TransitionAction.CHOOSE):
            by = max(dutch_date(at), standing.offer.last_day)
            prepare = NextAction(TransitionAction.PREPARE, by)
            self._hold(standing.responsibility.replanned({TransitionAction.CHOOSE}, prepare), at)

    def move(
        self, first_day: date, terms: TermsOfDay, *, reason: str | None = None, at: datetime
    ) -> None:
        """Have it begin on another day, with the terms of that day; what parents said stays.

        Also when the next school was asked or said yes. A `reason` is None where the day goes
        with choosing a school; it is asked of who corrects a day alone.
        """
        self._held()
        check_first_day(first_day, dutch_date(at))
        if first_day == self.first_day:
            raise InvalidInput(FieldError("first_day", "transition.same-day"))
        if reason is not None:
            self.moved_because = _said("reason", reason)
        self.notice_breaches(at=at)
        self._go("move", moved(self.standing, terms, dutch_date(at)))
        self.first_day = first_day
        self._record(TransitionMoved(occurred_at=at, transition=self, standing=self.standing))
        self._hold(self._held(), at)
        self.notice_breaches(at=at)

    def answer(self, says: ParentSays, *, parents: Collection[ParentId]) -> None:
        """Write down what a parent with authority says to what travels; a no is never refused."""
        self._prepared()
        self._chosen()
        if says.parent not in parents:
            raise RuleViolation("transition.no-such-parent")
        if says.revision != self.consent.revision:
            raise RuleViolation("transition.was-changed")
        self.consent = self.consent.with_answer(says)

    def offer(self, *, parents: Collection[ParentId], file_is_open: bool, at: datetime) -> None:
        """Let the next school see it and answer; a closed file does not travel."""
        standing = self._prepared()
        self._chosen()
        if not file_is_open:
            raise RuleViolation("transition.file-closed")
        if not self.consent.is_there(parents):
            raise RuleViolation("transition.parents-first")
        self.notice_breaches(at=at)
        today = dutch_date(at)
        wait = NextAction(TransitionAction.AWAIT_ACCEPTANCE, max(today, standing.accept.last_day))
        held = standing.responsibility.replanned({TransitionAction.PREPARE}, wait)
        offered = Offered(held, standing.offer, standing.accept, today, standing.escalated_on)
        self._go("offer", offered)
        self._record(TransitionOffered(occurred_at=at, transition=self, standing=offered))
        self._hold(held, at)

    def accept(
        self, *, begin: Term, words: str, for_school: bool, by: PersonId, at: datetime
    ) -> None:
        """Note that the next school knows the child and lets it come; late is noted, not refused.

        Whoever notes it `for_school` says who said so, and where that stands.
        """
        standing = self._offered()
        said = _said("words", words, required=for_school)
        self.notice_breaches(at=at)
        done = {TransitionAction.AWAIT_ACCEPTANCE, TransitionAction.ESCALATE}
        today = dutch_date(at)
        check = NextAction(TransitionAction.CHECK_BEGIN, max(today, begin.last_day))
        held = standing.responsibility.replanned(done, check)
        accepted = Accepted(held, begin, today, by, said)
        self._go("accept", accepted)
        self._record(TransitionAccepted(occurred_at=at, transition=self, standing=accepted))
        self._hold(held, at)

    def decline(self, reason: str, *, at: datetime) -> None:
        """Note that the next school said no and why; who holds it looks on, at once."""
        standing = self._offered()
        said = _said("reason", reason)
        self.notice_breaches(at=at)
        again = NextAction(TransitionAction.PREPARE, max(dutch_date(at), standing.offer.last_day))
        held = standing.responsibility.replanned({TransitionAction.AWAIT_ACCEPTANCE}, again)
        self.declined = said
        self._go("decline", Preparing(held, standing.offer, standing.accept, standing.escalated_on))
        self._record(TransitionDeclined(occurred_at=at, transition=self))
        self._hold(held, at)

    def look(self, *, take_up_by: date, at: datetime) -> None:
        """Do what time does: no acceptance while the first day comes near is escalated, once."""
        super().look(take_up_by=take_up_by, at=at)
        standing, today = self.standing, dutch_date(at)
        if not isinstance(standing, Preparing | Offered) or standing.escalated_on is not None:
            return
        if today <= standing.accept.last_day:
            return
        escalated = replace(standing, escalated_on=today)
        self._go("escalate", escalated)
        self._record(
            TransitionEscalated(occurred_at=at, transition=self, last_day=standing.accept.last_day)
        )
        escalate = NextAction(TransitionAction.ESCALATE, take_up_by)
        self._hold(escalated.responsibility.with_action(escalate), at)

    def end(self, reason: EndReason, *, at: datetime) -> None:
        """Close it, for a reason that fits where it stands; death closes from anywhere."""
        self._held()
        if reason is not EndReason.DIED:
            if reason not in ENDS[type(self.standing)]:
                raise RuleViolation("transition.no-such-end")
            began = (EndReason.BEGAN, EndReason.BEGAN_UNACCEPTED)
            if reason in began and dutch_date(at) < self.first_day:
                raise RuleViolation("transition.not-begun")
            self.notice_breaches(at=at)
        ended = Ended(reason, dutch_date(at))
        self._go("end", ended)
        self._record(TransitionEnded(occurred_at=at, transition=self, standing=ended))

    def follow(self, holder: Holder, *, at: datetime) -> None:
        """Have who holds the case answer for it; what has ended stays as it is."""
        if self.responsibility is not None:
            self.reassign(holder, at=at)

    def _marks(self) -> list[date]:
        standing = self.standing
        if not isinstance(standing, Preparing | Offered) or standing.escalated_on is not None:
            return super()._marks()
        return [*super()._marks(), standing.accept.last_day + ONE_DAY]

    def _go(self, command: str, standing: Standing) -> None:
        TRANSITIONS.check(self.standing, command, standing)
        self.standing = standing

    def _prepared(self) -> Preparing:
        if not isinstance(self.standing, Preparing):
            self._held()
            raise RuleViolation("transition.offered-already")
        return self.standing

    def _chosen(self) -> None:
        if not self.contents.is_chosen:
            raise RuleViolation("transition.nothing-chosen")

    def _offered(self) -> Offered:
        if not isinstance(self.standing, Offered):
            self._held()
            raise RuleViolation("transition.not-offered")
        return self.standing

    def _put(self, responsibility: Responsibility) -> None:
        standing = self.standing
        if not isinstance(standing, Ended):
            self.standing = replace(standing, responsibility=responsibility)
