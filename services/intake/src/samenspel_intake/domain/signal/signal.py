"""A signal: somebody is worried, somebody answers for it, and it becomes something."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.question import LONGEST_TEXT
from samenspel_intake.domain.signal.answering import UNCONFIRMED, AnswerLink, Confirmation
from samenspel_intake.domain.signal.events import (
    ChildFound,
    PointedToVeiligThuis,
    SignalAnswered,
    SignalRaised,
)
from samenspel_intake.domain.signal.standing import (
    Advised,
    Answered,
    BecameRequest,
    BecameSpell,
    BecameWatch,
    HandedOver,
    Heard,
    NotReached,
    Outcome,
    SignalAction,
    Standing,
)
from samenspel_intake.domain.signal.theme import Theme
from samenspel_intake.domain.signal.worry import (
    About,
    AtSchool,
    KnownPupil,
    NotSaid,
    Raiser,
    Worry,
)
from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, HandoverId, PupilId, SchoolId, UnitId
from samenspel_kernel.open_item import TransferableItem
from samenspel_kernel.responsibility import Offer, Partner, Responsibility
from samenspel_kernel.term import Term

FEWEST_TRIES = 2

Became = BecameWatch | BecameRequest | BecameSpell


@dataclass(eq=False, kw_only=True)
class Signal(TransferableItem[SignalId]):
    """Guards that it is answered within its term, and never ends as nothing.

    `is_confidential`: it came to the family desk, and leaves it only when the family agrees.
    `theme` is what it is about in one word, for figures without a child. `confirmation` is None for
    who has an account. `answer` are the words that its raiser reads; they never leave intake.
    """

    thing: ClassVar[str] = "signal"
    bound: ClassVar[frozenset[str]] = frozenset(SignalAction)
    partner_may_take: ClassVar[bool] = True

    alliance_id: AllianceId
    unit_id: UnitId | None = None
    worry: Worry
    raised_at: datetime
    answer_term: Term
    is_confidential: bool = False
    family_agreed: bool = False
    theme: Theme | None = None
    confirmation: Confirmation | None = None
    answer: str = field(default="", repr=False)
    link: AnswerLink | None = None
    standing: Standing

    @classmethod
    def raise_(
        cls,
        id_: SignalId,
        worry: Worry,
        *,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        holder: Holder,
        answer_term: Term,
        confirmation: Confirmation | None = None,
        at: datetime,
    ) -> "Signal":
        """Take it in; the holder answers within the term.

        Where abuse is suspected, first of all the one who says so hears about Veilig Thuis, the
        same day: the alliance does not look into it.
        """
        if wrong := worry.wrong():
            raise InvalidInput(*wrong)
        answer = NextAction(SignalAction.ANSWER, answer_term.last_day)
        point = NextAction(SignalAction.POINT_TO_VEILIG_THUIS, dutch_date(at))
        held = Responsibility.of(holder, answer, *([point] if worry.suspects_abuse else []))
        signal = cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            worry=worry,
            raised_at=at,
            answer_term=answer_term,
            is_confidential=holder.kind is HolderKind.FAMILY_DESK,
            confirmation=confirmation,
            standing=Heard(held),
        )
        signal._record(
            SignalRaised(occurred_at=at, item=signal, signal=signal, responsibility=held)
        )
        return signal

    @property
    def responsibility(self) -> Responsibility | None:
        """Who answers for it; None when it was answered."""
        return self.standing.responsibility if isinstance(self.standing, Heard) else None

    @property
    def pupil_id(self) -> PupilId | None:
        """The child that it is about, if it is known."""
        about = self.worry.about
        return about.pupil_id if isinstance(about, KnownPupil) else None

    @property
    def school_id(self) -> SchoolId | None:
        """The school that was named."""
        about = self.worry.about
        return None if isinstance(about, NotSaid) else about.school_id

    def running(self) -> tuple[Term, ...]:
        """Give the term to answer it, until it is answered."""
        return (self.answer_term,) if isinstance(self.standing, Heard) else ()

    def point_to_veilig_thuis(self, *, at: datetime) -> None:
        """Note that who suspects abuse knows where to report it."""
        held = self._held().without(SignalAction.POINT_TO_VEILIG_THUIS)
        self._record(PointedToVeiligThuis(occurred_at=at, item=self, signal=self))
        self._hold(held, at)

    def suspect_abuse(self, *, at: datetime) -> None:
        """Note that abuse is suspected after all; whoever said so hears about Veilig Thuis."""
        held = self._held()
        self.worry = replace(self.worry, suspects_abuse=True)
        point = NextAction(SignalAction.POINT_TO_VEILIG_THUIS, dutch_date(at))
        self._hold(held.with_action(point), at)

    def find_child(self, about: KnownPupil, *, at: datetime) -> None:
        """Write down which child it is about; a third party's word is not enough for that."""
        self._held()
        self._replace_about(about)
        self._record(ChildFound(occurred_at=at, item=self, signal=self))

    def confirm(self, *, at: datetime) -> None:
        """Note that the mail address is its raiser's; again changes nothing."""
        if self.confirmation is not None:
            self.confirmation = self.confirmation.confirmed(at)

    @property
    def is_to_forget_after(self) -> date | None:
        """The last day on which a signal is kept that nobody confirmed; None if it stays.

        Who can be called is answered without a confirmation.
        """
        waits = self.confirmation is not None and self.confirmation.confirmed_at is None
        return self.confirmation.until.last_day if self.confirmation and waits else None

    def forget(self, *, at: datetime) -> None:
        """Forget who raised it and what was said: nobody confirmed it, and nobody can be called."""
        last_day = self.is_to_forget_after
        if last_day is None or self.worry.raiser.phone or dutch_date(at) <= last_day:
            raise RuleViolation("signal.is-kept")
        self.worry = Worry(raiser=Raiser(role=self.worry.raiser.role), about=self._place())
        self.answer, self.link, self.confirmation = "", None, None
        if (held := self.responsibility) is not None:
            if held.has(SignalAction.POINT_TO_VEILIG_THUIS):
                self.point_to_veilig_thuis(at=at)
            self._answer(NotReached((), UNCONFIRMED), at)

    def write_answer(self, words: str) -> None:
        """Write what its raiser reads; InvalidInput when it says nothing."""
        wrong = forbidden_identifiers.field_errors(answer=words)
        if not words.strip():
            wrong.append(FieldError("answer", "signal.answer-missing"))
        elif len(words) > LONGEST_TEXT:
            wrong.append(FieldError("answer", "text.too-long"))
        if wrong:
            raise InvalidInput(*wrong)
        self.answer = words

    def send_link(self, link_id: UUID, *, expires_at: datetime) -> None:
        """Let a mail lead to the answer, once; an earlier link leads nowhere from now on."""
        self.link = AnswerLink(link_id, expires_at)

    def read_answer(self, link_id: UUID, *, at: datetime) -> str:
        """Give the answer to who has the link, once; RuleViolation when that is over."""
        link = self.link
        if link is None or link.id != link_id or not link.is_open(at):
            raise RuleViolation("signal.link-over")
        self.link = replace(link, used_at=at)
        return self.answer

    def agree(self) -> None:
        """Note that the family wants others to know of it."""
        self._held()
        self.family_agreed = True

    def name_theme(self, theme: Theme) -> None:
        """Say in one word what it is about."""
        self.theme = theme

    def advise(self, *, at: datetime) -> None:
        """Answer it with advice."""
        self._held()
        self._answer(Advised(dutch_date(at)), at)

    def become(self, what: Became, *, at: datetime) -> None:
        """Answer it with what it became, which exists already and has a holder of its own."""
        self._held()
        self._require_agreement()
        self._answer(what, at)

    def give_up_reaching(self, outcome: NotReached, *, at: datetime) -> None:
        """End it after tries on two days at least, with a reason."""
        self._held()
        tries = {day for day in outcome.tried_on if day <= dutch_date(at)}
        if len(tries) < FEWEST_TRIES and self.worry.raiser.is_reachable:
            raise InvalidInput(FieldError("tried_on", "signal.try-again"))
        if not outcome.reason.strip():
            raise InvalidInput(FieldError("reason", "signal.reason-missing"))
        self._answer(outcome, at)

    def offer_handover(
        self, handover_id: HandoverId, to: Holder | Partner, *, answer_term: Term, at: datetime
    ) -> None:
        """Offer it; the family desk only does so when the family agrees."""
        self._require_agreement()
        super().offer_handover(handover_id, to, answer_term=answer_term, at=at)

    def reassign(self, to: Holder, *, at: datetime) -> None:
        """Have another answer for it; what is confidential goes back to the family desk only."""
        if self.is_confidential and to.kind is not HolderKind.FAMILY_DESK:
            self._require_agreement()
        self._leave_or_enter_family_desk(to)
        super().reassign(to, at=at)

    def _taken_by(self, partner: Partner, handover_id: HandoverId, at: datetime) -> None:
        self._answer(HandedOver(handover_id, partner), at)

    def _answer(self, outcome: Outcome, at: datetime) -> None:
        if self._held().has(SignalAction.POINT_TO_VEILIG_THUIS):
            raise RuleViolation("signal.veilig-thuis-first")
        self._check(self.answer_term, at)
        self.standing = Answered(outcome)
        self._record(SignalAnswered(occurred_at=at, item=self, signal=self, outcome=outcome))

    def _require_agreement(self) -> None:
        if self.is_confidential and not self.family_agreed:
            raise RuleViolation("signal.family-did-not-agree")

    def _taken(self, offer: Offer, action: NextAction, at: datetime) -> None:
        """Go to the desk that takes it."""
        if isinstance(offer.to, Holder):
            self._leave_or_enter_family_desk(offer.to)
            self.unit_id = UnitId(offer.to.id) if offer.to.kind is HolderKind.UNIT_DESK else None
        super()._taken(offer, action, at)

    def _leave_or_enter_family_desk(self, holder: Holder) -> None:
        """See that what the family desk holds is its secret, and nothing else is."""
        self.is_confidential = holder.kind is HolderKind.FAMILY_DESK

    def _place(self) -> About:
        match self.worry.about:
            case KnownPupil(school_id=school_id) if school_id is not None:
                return AtSchool(school_id)
            case KnownPupil():
                return NotSaid()
            case about:
                return about

    def _replace_about(self, about: About) -> None:
        worry = replace(self.worry, about=about)
        if wrong := worry.wrong():
            raise InvalidInput(*wrong)
        self.worry = worry

    def _put(self, responsibility: Responsibility) -> None:
        self.standing = Heard(responsibility)
