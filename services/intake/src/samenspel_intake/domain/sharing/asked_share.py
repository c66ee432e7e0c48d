"""What the parents say to a share: each is asked, and a no or a silence is taken up."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.ids import ShareGrantId
from samenspel_intake.domain.sharing.consent import Consent, ParentAnswer, SilenceDecision
from samenspel_intake.domain.sharing.events import (
    ConsentAsked,
    ConsentWithheld,
    ParentsReminded,
    ShareEnded,
    ShareGranted,
)
from samenspel_intake.domain.sharing.purpose import LegalBasis
from samenspel_intake.domain.sharing.share import ConsentTerms, Share
from samenspel_intake.domain.sharing.standing import (
    Active,
    Asking,
    Ended,
    NotShared,
    ShareAction,
    Standing,
    Withdrawn,
    Withheld,
)
from samenspel_kernel.accountability import NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PupilId, UnitId
from samenspel_kernel.open_item import TransferableItem
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term


@dataclass(eq=False, kw_only=True)
class AskedShare(TransferableItem[ShareGrantId]):
    """What goes on between the question to the parents and the end; how it opens is its heir's.

    `consent` and `terms` are None for a grant on another basis than consent.
    """

    thing: ClassVar[str] = "share"
    bound: ClassVar[frozenset[str]] = frozenset(ShareAction)

    alliance_id: AllianceId
    unit_id: UnitId | None = None
    pupil_id: PupilId
    share: Share
    basis: LegalBasis
    text_version: int
    consent: Consent | None = None
    terms: ConsentTerms | None = None
    standing: Standing

    @property
    def responsibility(self) -> Responsibility | None:
        """Who sees to it; None when it has ended."""
        return None if isinstance(self.standing, Ended) else self.standing.responsibility

    def running(self) -> tuple[Term, ...]:
        """Give the term to answer, to talk or to look again."""
        match self.standing:
            case Asking(decide=term) | Withheld(talk=term) | Active(review=term):
                return (term,)
            case Ended():
                return ()

    def answer(self, parent: ContactId, *, gives: bool, at: datetime) -> None:
        """Write down what a parent says; with all consents it may be shared at once.

        Who says no to what is shared already takes consent back.
        """
        held, consent, terms = self._asked(parent)
        if isinstance(self.standing, Active) and not gives:
            self.withdraw(parent, at=at)
            return
        answer = ParentAnswer(parent, gives, self.text_version, dutch_date(at))
        self.consent = consent = consent.with_answer(answer)
        if isinstance(self.standing, Active):
            return
        if consent.is_complete:
            self._grant(held, terms, None, at)
        elif not gives:
            talk = NextAction(ShareAction.TALK, terms.talk.last_day)
            self.standing = Withheld(held.replanned(tuple(ShareAction), talk), terms.talk)
            self._record(ConsentWithheld(occurred_at=at, grant=self, parent=parent))
        elif isinstance(self.standing, Withheld) and not consent.is_withheld:
            self.standing = asking(held, terms)

    def remind(self, *, at: datetime) -> None:
        """Ask the silent parents once more."""
        held, standing = self._held(), self.standing
        if not isinstance(standing, Asking) or self.consent is None:
            raise RuleViolation("share.nobody-is-asked")
        if standing.reminded_on is not None:
            raise RuleViolation("share.already-reminded")
        self.standing = replace(standing, reminded_on=dutch_date(at))
        silent = self.consent.silent
        self._record(ParentsReminded(occurred_at=at, grant=self, parents=silent))
        self._hold(held.without(ShareAction.REMIND), at)

    def decide_on_silence(self, decision: SilenceDecision, *, share: bool, at: datetime) -> None:
        """Decide because a parent stayed silent; only the decider who was named can.

        Not before the reminder and the last day to answer, and to share only when another parent
        gave consent. A no of any parent is never decided away.
        """
        held, standing, terms = self._held(), self.standing, self.terms
        if not isinstance(standing, Asking) or self.consent is None or terms is None:
            raise RuleViolation("share.nobody-is-asked")
        if decision.by != terms.decider:
            raise RuleViolation("share.not-the-decider")
        if standing.reminded_on is None or dutch_date(at) <= standing.decide.last_day:
            raise RuleViolation("share.parents-have-time")
        if not decision.reason.strip():
            raise InvalidInput(FieldError("reason", "share.reason-missing"))
        if share and not self.consent.given_by:
            raise RuleViolation("share.nobody-consents")
        self._check(standing.decide, at)
        if share:
            self._grant(held, terms, decision, at)
        else:
            self._end(Ended(NotShared(decision.reason, decision)), at)

    def withdraw(self, parent: ContactId, *, at: datetime) -> None:
        """Take consent back, at once; any parent can, also one who was silent."""
        self._asked(parent)
        self._end(Ended(Withdrawn(parent, dutch_date(at))), at)

    def authority_changed(
        self, parents: frozenset[ContactId], terms: ConsentTerms, *, at: datetime
    ) -> None:
        """Ask who has authority now; until they answered nothing is shared any more."""
        held = self._held()
        if self.consent is None:
            raise RuleViolation("share.not-by-consent")
        if not parents:
            raise InvalidInput(FieldError("parents", "share.nobody-to-ask"))
        self.consent = self.consent.of_parents(parents)
        if not self.consent.is_complete:
            self.terms, self.standing = terms, asking(held, terms)
            asked = self.consent.silent
            self._record(ConsentAsked(occurred_at=at, grant=self, parents=asked))

    def leave_unshared(self, reason: str, *, at: datetime) -> None:
        """Don't share it, after talking with the parents."""
        self._held()
        if not isinstance(self.standing, Withheld):
            raise RuleViolation("share.nobody-withholds")
        if not reason.strip():
            raise InvalidInput(FieldError("reason", "share.reason-missing"))
        self._end(Ended(NotShared(reason)), at)

    def look(self, *, take_up_by: date, at: datetime) -> None:
        """Do what time does: silent parents are reminded."""
        super().look(take_up_by=take_up_by, at=at)
        if (due := self._reminder_due()) is not None and dutch_date(at) >= due:
            self.remind(at=at)

    def _marks(self) -> list[date]:
        due = self._reminder_due()
        return super()._marks() + ([due] if due is not None else [])

    def _reminder_due(self) -> date | None:
        if not isinstance(self.standing, Asking) or self.standing.reminded_on is not None:
            return None
        return self.terms.remind.last_day if self.terms is not None else None

    def _asked(self, parent: ContactId) -> tuple[Responsibility, Consent, ConsentTerms]:
        held = self._held()
        if self.consent is None or self.terms is None:
            raise RuleViolation("share.not-by-consent")
        if parent not in self.consent.parents:
            raise RuleViolation("share.not-a-parent-with-authority")
        return held, self.consent, self.terms

    def _grant(
        self,
        held: Responsibility,
        terms: ConsentTerms,
        silence: SilenceDecision | None,
        at: datetime,
    ) -> None:
        held = held.replanned(tuple(ShareAction), to_review(terms.review))
        self.standing = Active(held, terms.review, silence)
        self._record(ShareGranted(occurred_at=at, grant=self))

    def _end(self, standing: Ended, at: datetime) -> None:
        self.standing = standing
        self._record(ShareEnded(occurred_at=at, grant=self, standing=standing))

    def _put(self, responsibility: Responsibility) -> None:
        if not isinstance(self.standing, Ended):
            self.standing = replace(self.standing, responsibility=responsibility)


def asking(held: Responsibility, terms: ConsentTerms) -> Asking:
    """Give the standing in which the parents are asked, or asked anew."""
    return Asking(held.replanned(tuple(ShareAction), *to_ask(terms)), terms.decide)


def to_ask(terms: ConsentTerms) -> tuple[NextAction, NextAction]:
    """Give what is to be done while the parents are asked."""
    return (
        NextAction(ShareAction.REMIND, terms.remind.last_day),
        NextAction(ShareAction.AWAIT_CONSENT, terms.decide.last_day),
    )


def to_review(review: Term) -> NextAction:
    """Give what is to be done while it is shared."""
    return NextAction(ShareAction.REVIEW, review.last_day)
