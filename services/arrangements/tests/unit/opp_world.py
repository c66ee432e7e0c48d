"""A plan and what is around it, for tests: terms, parents, a child that is heard."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from samenspel_arrangements.domain.opp.consent import ParentId, ParentSays, Way
from samenspel_arrangements.domain.opp.content import Content, OppField, Outflow
from samenspel_arrangements.domain.opp.hearing import Heard
from samenspel_arrangements.domain.opp.ids import OppId
from samenspel_arrangements.domain.opp.opp import AfterTerms, Opp, OppSubject
from samenspel_arrangements.domain.opp.standing import (
    EndReason,
    Evaluation,
    EvaluationOutcome,
)
from samenspel_arrangements.domain.opp.talks import Talk
from samenspel_arrangements.domain.voice.hearing import Channel
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import AllianceId, CaseId, PersonId, PupilId, SchoolId
from samenspel_kernel.term import Term

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
SCHOOL = SchoolId(UUID(int=7))
WHOLE = Content(
    promoting="Leert graag met beelden.",
    impeding="Schrikt van geluid.",
    outflow=Outflow.VMBO_BASIC,
    substantiation="Toetsen en wat wij zien.",
    support="Elke dag een kwartier voordoen.",
)


def term(rule: str, *, days: int, at: datetime) -> Term:
    start = dutch_date(at)
    return Term(rule, 1, start, start + timedelta(days=days))


@dataclass
class OppWorld:
    """One plan; each step is taken at `now`, as `Opp` demands it."""

    parents: frozenset[ParentId] = field(
        default_factory=lambda: frozenset({ParentId(uuid4()), ParentId(uuid4())})
    )
    now: datetime = NOW
    writer: PersonId = field(default_factory=lambda: PersonId(uuid4()))
    opp: Opp = field(init=False)

    def __post_init__(self) -> None:
        subject = OppSubject(
            alliance_id=AllianceId(uuid4()),
            unit_id=None,
            case_id=CaseId(uuid4()),
            pupil_id=PupilId(uuid4()),
            school_id=SCHOOL,
        )
        self.opp = Opp.begin(
            OppId(uuid4()),
            subject=subject,
            holder=Holder(HolderKind.SCHOOL, SCHOOL),
            asks_part_b=False,
            establish=term("opp-establish", days=42, at=self.now),
            at=self.now,
        )

    def later(self, days: int) -> None:
        self.now += timedelta(days=days)

    @property
    def today(self) -> date:
        return dutch_date(self.now)

    @property
    def after(self) -> AfterTerms:
        return AfterTerms(
            evaluate=term("opp-evaluate", days=365, at=self.now),
            tell_child=term("opp-tell-child", days=14, at=self.now),
            record=term("opp-record", days=7, at=self.now),
        )

    def write(self, content: Content = WHOLE) -> None:
        self.opp.write(content, at=self.now)

    def hear(self) -> None:
        self.opp.hear(self.heard(), at=self.now)

    def heard(self) -> Heard:
        return Heard(
            on=self.today,
            channel=Channel.ITSELF,
            said="Ik wil naast Noor zitten.",
            influence="Ze zit naast Noor.",
        )

    def talk(self) -> None:
        self.opp.talk(Talk(on=self.today, parents_came=True), at=self.now)

    def answer_of(self, parent: ParentId, *, is_given: bool = True, reason: str = "") -> ParentSays:
        return ParentSays(
            parent=parent,
            is_given=is_given,
            revision=self.opp.draft.consent.revision,
            on=self.today,
            way=Way.ON_SCREEN,
            written_by=self.writer,
            reason=reason,
        )

    def give(self, answer: ParentSays) -> None:
        talk = term("consent-talk", days=14, at=self.now)
        self.opp.answer(answer, parents=self.parents, talk=talk, at=self.now)

    def says(self, parent: ParentId, *, is_given: bool = True, reason: str = "") -> None:
        self.give(self.answer_of(parent, is_given=is_given, reason=reason))

    def consent(self) -> None:
        for parent in sorted(self.parents):
            self.says(parent)

    def establish(self) -> None:
        self.opp.establish(by=self.writer, parents=self.parents, after=self.after, at=self.now)

    def bring_in_force(self) -> None:
        self.write()
        self.hear()
        self.talk()
        self.consent()
        self.establish()

    def evaluate(
        self,
        outcome: EvaluationOutcome = EvaluationOutcome.GO_ON,
        *,
        reason: EndReason | None = None,
    ) -> None:
        evaluation = Evaluation(
            on=self.today,
            talk=Talk(on=self.today, parents_came=True),
            hearing=self.heard(),
            outcome=outcome,
            note="Het gaat beter.",
        )
        self.opp.evaluate(
            evaluation, after=self.after, adjust=self.adjust_by, reason=reason, at=self.now
        )

    @property
    def adjust_by(self) -> Term:
        return term("opp-establish", days=42, at=self.now)

    def adjust(self) -> None:
        self.opp.adjust(self.adjust_by, at=self.now)

    def stop(self, reason: EndReason = EndReason.GOAL_REACHED) -> None:
        self.opp.stop(reason, record=self.after.record, at=self.now)


def other(
    content: Content = WHOLE, *, promoting: str = "", support: str = "", deviations: str = ""
) -> Content:
    """Give the content with other words."""
    return replace(
        content,
        promoting=promoting or content.promoting,
        support=support or content.support,
        deviations=deviations or content.deviations,
    )


def without(content: Content, which: OppField) -> Content:
    """Give the content with one field empty."""
    empty: dict[str, Any] = {which.value: None if which is OppField.OUTFLOW else ""}
    return replace(content, **empty)
