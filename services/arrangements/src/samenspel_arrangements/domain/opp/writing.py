"""A plan that is being written: what it says, who was heard, what parents say to it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from samenspel_arrangements.domain.opp.consent import Consent, ParentId, ParentSays
from samenspel_arrangements.domain.opp.content import ACTION_PART, Content, OppField, Part
from samenspel_arrangements.domain.opp.events import (
    ConsentWithheld,
)
from samenspel_arrangements.domain.opp.hearing import HeardInVoice, Hearing, NotHeard, Unheard
from samenspel_arrangements.domain.opp.ids import OppId
from samenspel_arrangements.domain.opp.school_plan import SchoolPlan
from samenspel_arrangements.domain.opp.standing import (
    OPP_STATES,
    Adjusting,
    Draft,
    Drafting,
    Ended,
    Evaluation,
    InForce,
    OppAction,
    Standing,
    Stopping,
    Version,
)
from samenspel_arrangements.domain.opp.talks import Advice, Dispute, Talk
from samenspel_arrangements.domain.voice.hearing import Moment
from samenspel_kernel.accountability import NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId, PupilId, SchoolId
from samenspel_kernel.open_item import TransferableItem
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

ASKED_BEFORE = timedelta(weeks=6)
"""So long before the last day of an evaluation the child is asked: it then is heard in time."""
OUTFLOW_PART = (OppField.OUTFLOW, OppField.SUBSTANTIATION)


@dataclass(eq=False, kw_only=True)
class OppInWriting(TransferableItem[OppId]):
    """All of a plan, and how its draft comes about; `Opp` adds how it comes to count.

    `asks_part_b`: the unit wants to read what was done so far. `begin_recorded_on` is when the
    school said that it recorded the begin date in the national register.
    """

    thing: ClassVar[str] = "opp"
    bound: ClassVar[frozenset[str]] = frozenset(OppAction)

    case_id: CaseId
    pupil_id: PupilId
    school_id: SchoolId | None
    asks_part_b: bool
    versions: tuple[Version, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    child_told_on: date | None = None
    begin_recorded_on: date | None = None
    end_recorded_on: date | None = None
    standing: Standing

    @property
    def responsibility(self) -> Responsibility | None:
        """Who answers for it; None when it ended."""
        return None if isinstance(self.standing, Ended) else self.standing.responsibility

    @property
    def draft(self) -> Draft:
        """What is being written; RuleViolation when nothing is."""
        if not isinstance(self.standing, Drafting | Adjusting):
            raise RuleViolation("opp.not-now")
        return self.standing.draft

    @property
    def missing(self) -> tuple[OppField, ...]:
        """What is still asked in what is being written."""
        return self.draft.content.missing(asks_part_b=self.asks_part_b)

    def running(self) -> tuple[Term, ...]:
        """Give the terms that run now."""
        match self.standing:
            case Drafting(establish=establish):
                return (establish,)
            case InForce(evaluate=evaluate):
                return (evaluate,)
            case Adjusting(establish=establish, evaluate=evaluate):
                return (establish, evaluate)
            case Stopping(record=record):
                return (record,)
            case Ended():
                return ()

    def write(self, content: Content, *, at: datetime) -> None:
        """Write what it says; InvalidInput names what can't be kept, and all of it stays unsaved.

        Another action part asks for new consent (O4), another outflow for a new talk.
        """
        self._may("write")
        if wrong := content.wrong():
            raise InvalidInput(*wrong)
        draft = self.draft
        changed = replace(draft, content=content)
        if not content.same(draft.content, ACTION_PART):
            changed = replace(changed, consent=Consent(draft.consent.revision + 1))
        if not content.same(draft.content, OUTFLOW_PART):
            changed = replace(changed, talk=None)
        self._redraft(changed)
        if not changed.consent.withheld_by:
            self._drop(OppAction.TALK_ABOUT_CONSENT, at)

    def take_over(self, brought: Content, *, at: datetime) -> None:
        """Fill in what is empty from a plan that the school brought; nothing is typed twice."""
        self.write(self.draft.content.filled_from(brought), at=at)

    def take_from_file(
        self,
        plan: SchoolPlan,
        said: Content,
        *,
        confirmed: Collection[Part],
        at: datetime,
    ) -> None:
        """Write what a person made of what the school's own plan says.

        InvalidInput names each part with something of the file that the person did not confirm.
        Fields that it did not see (`asked_beside`) stay as they are.
        """
        self._may("write")
        if unseen := [part for part in plan.parts if part not in confirmed]:
            raise InvalidInput(*(FieldError(f"confirm_{p}", "opp.part-unseen") for p in unseen))
        seen = {each.value: getattr(said, each.value) for each in self.asked_beside(plan)}
        self.write(replace(self.draft.content, **seen), at=at)

    def asked_beside(self, plan: SchoolPlan) -> tuple[OppField, ...]:
        """Give the fields that a person sees beside a file: what it says, and what is missing."""
        return tuple(e for e in OppField if plan.content.says(e) or e in self.missing)

    def hear(self, hearing: Hearing, *, at: datetime) -> None:
        """Write down what the child said and what it changed, or why it was not heard (O6)."""
        self._may("hear")
        if wrong := hearing.wrong():
            raise InvalidInput(*wrong)
        not_later(hearing.on, at)
        self._redraft(replace(self.draft, hearing=hearing))

    def hear_in_voice(self, hearing: Hearing, *, at: datetime) -> None:
        """Take it that the child said it at a moment of its own; what was asked here stays."""
        if isinstance(self.draft.hearing, Unheard | HeardInVoice):
            self.hear(hearing, at=at)

    @property
    def moment(self) -> Moment:
        """Give at which moment of the child its plan is."""
        if isinstance(self.standing, Drafting):
            return Moment.DRAFTING
        return Moment.ADJUSTING if isinstance(self.standing, Adjusting) else Moment.EVALUATING

    @property
    def heard_at(self) -> frozenset[UUID]:
        """Give the moments of the child that its versions and evaluations rest on."""
        every = (*(v.hearing for v in self.versions), *(e.hearing for e in self.evaluations))
        found = (each.voice_id for each in every if isinstance(each, HeardInVoice | NotHeard))
        return frozenset(each for each in found if each is not None)

    def look(self, *, take_up_by: date, at: datetime) -> None:
        """Do what time does: let the child be asked some weeks before its plan is evaluated."""
        super().look(take_up_by=take_up_by, at=at)
        standing = self.standing
        if not isinstance(standing, InForce) or standing.asks_child:
            return
        if standing.evaluate.last_day - ASKED_BEFORE <= dutch_date(at):
            self.standing = replace(standing, asks_child=True)
            self._hold(standing.responsibility, at)

    def _marks(self) -> list[date]:
        standing = self.standing
        if not isinstance(standing, InForce) or standing.asks_child:
            return super()._marks()
        return [*super()._marks(), standing.evaluate.last_day - ASKED_BEFORE]

    def talk(self, talk: Talk, *, at: datetime) -> None:
        """Write down the talk with parents; not one that is still to come."""
        self._may("talk")
        if wrong := talk.wrong():
            raise InvalidInput(*wrong)
        not_later(talk.on, at)
        self._redraft(replace(self.draft, talk=talk))

    def answer(
        self, says: ParentSays, *, parents: Collection[ParentId], talk: Term, at: datetime
    ) -> None:
        """Write down what a parent with authority says; a no makes the school talk with it.

        `parents` are those with authority now.
        """
        self._may("answer")
        draft = self.draft
        if says.parent not in parents:
            raise RuleViolation("opp.no-authority")
        if says.revision != draft.consent.revision:
            raise RuleViolation("opp.other-text")
        if not draft.content.says(OppField.SUPPORT):
            raise RuleViolation("opp.nothing-to-consent-to")
        not_later(says.on, at)
        self._redraft(replace(draft, consent=draft.consent.with_answer(says)))
        if says.is_given:
            if not self.draft.consent.withheld_by:
                self._drop(OppAction.TALK_ABOUT_CONSENT, at)
            return
        action = NextAction(OppAction.TALK_ABOUT_CONSENT, talk.last_day)
        self._hold(self._held().with_action(action), at)
        self._record(ConsentWithheld(occurred_at=at, opp=self))

    def bring_dispute(self, advice_term: Term, *, at: datetime) -> None:
        """Note that it lies before the national committee (O8)."""
        self._may("dispute")
        if any(dispute.advice is None for dispute in self.disputes):
            raise RuleViolation("opp.in-dispute")
        dispute = Dispute(brought_on=dutch_date(at), advice_term=advice_term)
        self.disputes = (*self.disputes, dispute)

    def end_dispute(self, advice: Advice, *, at: datetime) -> None:
        """Note what the committee said; it advises, school and parents go on from there."""
        if not self.disputes or self.disputes[-1].advice is not None:
            raise RuleViolation("opp.no-dispute")
        ended = replace(self.disputes[-1], advice=advice, advised_on=dutch_date(at))
        self.disputes = (*self.disputes[:-1], ended)

    def _check_running(self, at: datetime) -> None:
        for term in self.running():
            self._check(term, at)

    def _may(self, command: str) -> None:
        OPP_STATES.require(self.standing, command)

    def _redraft(self, draft: Draft) -> None:
        if isinstance(self.standing, Drafting | Adjusting):
            self.standing = replace(self.standing, draft=draft)

    def _drop(self, action: OppAction, at: datetime) -> None:
        held = self._held()
        if held.has(action):
            self._hold(held.without(action), at)

    def _put(self, responsibility: Responsibility) -> None:
        if not isinstance(self.standing, Ended):
            self.standing = replace(self.standing, responsibility=responsibility)


def not_later(on: date, at: datetime) -> None:
    """Refuse a day that is still to come; InvalidInput at `on`."""
    if on > dutch_date(at):
        raise InvalidInput(FieldError("on", "opp.not-yet"))
