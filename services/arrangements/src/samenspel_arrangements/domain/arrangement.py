"""The arrangement: help that is granted to a pupil, with an end and an evaluation well before."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.help.composition import Composition
from samenspel_arrangements.domain.help.course import (
    BY_ITSELF,
    HELP,
    Course,
    Ended,
    EndReason,
    Evaluation,
    Granted,
    Started,
)
from samenspel_arrangements.domain.help.events import (
    ArrangementComposed,
    ArrangementEnded,
    ArrangementEvaluated,
    ArrangementExtended,
    ArrangementGranted,
    ArrangementMidway,
    ArrangementOverdue,
    ArrangementStarted,
    ArrangementStepSkipped,
)
from samenspel_arrangements.domain.help.forms import (
    ArrangementKind,
    HelpForm,
    Setting,
    require_form,
)
from samenspel_arrangements.domain.help.ladder import Ladder
from samenspel_arrangements.domain.help.period import Period
from samenspel_arrangements.domain.help.skipping import HelpStep, SkippedStep
from samenspel_kernel.aggregate import Aggregate
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    ArrangementId,
    CaseId,
    PersonId,
    PupilId,
    SchoolId,
    SupportRequestId,
)

__all__ = ["Arrangement", "ArrangementGranted", "ArrangementKind", "Period"]

MAX_DESCRIPTION_LENGTH = 2000
START, EVALUATION, END = "help-start", "help-evaluation", "help-end"
MEASURES, RETURN = "help-measures", "help-return"
"""What must be done in time."""
LOOKED_AT_BEFORE = timedelta(weeks=4)
"""An evaluation at most so long before is one of the return."""


@dataclass(eq=False, kw_only=True)
class Arrangement(Aggregate[ArrangementId]):
    """Granted help; the description is free text and never leaves this service.

    It ends by somebody's word alone. A day that passes without an evaluation, or without a
    decision, is told (`told` holds which were), and the help is still there. `is_based_on_last`:
    the newest evaluation has led to an extension, so that another one is needed.
    """

    case_id: CaseId
    support_request_id: SupportRequestId
    pupil_id: PupilId
    school_id: SchoolId | None
    kind: ArrangementKind
    description: str
    period: Period
    granted_by: PersonId
    granted_at: datetime
    course: Course = field(default_factory=Granted)
    evaluations: tuple[Evaluation, ...] = ()
    is_based_on_last: bool = False
    told: frozenset[tuple[str, date]] = frozenset()
    ask_on: date | None = None
    ladder: Ladder = field(default_factory=Ladder)
    composition: Composition | None = None
    skipped: tuple[SkippedStep, ...] = ()
    form: HelpForm | None = None

    @property
    def evaluated(self) -> Evaluation | None:
        """The newest evaluation that no extension was based on; None if there is none."""
        return self.evaluations[-1] if self.evaluations and not self.is_based_on_last else None

    @property
    def first_day(self) -> date:
        """The day on which it began; as long as it did not, the one that was planned."""
        return self.course.on if isinstance(self.course, Started) else self.period.starts_on

    @property
    def days(self) -> tuple[tuple[str, date], ...]:
        """Give what must be done in time, each with its last day; nothing when it is over."""
        if isinstance(self.course, Ended):
            return ()
        period = self.period
        start = ((START, period.starts_on),) if isinstance(self.course, Granted) else ()
        asked = self.composition is None and self.kind is not ArrangementKind.CONSULTATION
        asked = asked and not self.has_skipped(HelpStep.MEASURES)
        made_of = ((MEASURES, period.starts_on),) if asked else ()
        looked = self.evaluated or self.has_skipped(HelpStep.EVALUATION)
        look = () if looked else ((EVALUATION, period.evaluation_on),)
        return (*start, *made_of, *look, *self._return(), (END, period.planned_end_on))

    def _return(self) -> tuple[tuple[str, date], ...]:
        """Give the day by which a return is looked at together, until that was done (M13)."""
        if not isinstance(self.form, Setting):
            return ()
        by = self.form.prepare_by or self.form.return_on
        earliest = by - LOOKED_AT_BEFORE
        done = any(found.on >= earliest for found in self.evaluations)
        return () if done else ((RETURN, by),)

    def has_skipped(self, step: HelpStep) -> bool:
        """Whether a step was skipped; the evaluation counts for the period of now alone."""
        return any(
            each.step is step
            and (step is not HelpStep.EVALUATION or each.ends_on == self.period.planned_end_on)
            for each in self.skipped
        )

    def skip(self, skipped: SkippedStep, *, at: datetime) -> None:
        """Do without a step that no law demands, for a reason; to go on longer one looks anyway."""
        HELP.require(self.course, "skip")
        if self.has_skipped(skipped.step):
            raise RuleViolation("step.skipped-before")
        if wrong := skipped.errors():
            raise InvalidInput(*wrong)
        self._notice(at)
        self.skipped = (*self.skipped, skipped)
        self._record(ArrangementStepSkipped(occurred_at=at, arrangement=self, skipped=skipped))

    def start(self, on: date, *, ask_on: date | None = None, at: datetime) -> None:
        """Begin it, on a day that has come; from `ask_on` those concerned are asked if it helps."""
        HELP.require(self.course, "start")
        if on > dutch_date(at):
            raise InvalidInput(FieldError("started_on", "help.in-the-future"))
        self._go("start", Started(on))
        self.ask_on = ask_on
        self._record(ArrangementStarted(occurred_at=at, arrangement=self, on=on))

    def compose(self, composition: Composition, *, at: datetime) -> None:
        """Say which measures it is made of, and for which goals; anew in the place of before."""
        HELP.require(self.course, "compose")
        self._notice(at)
        self.composition = composition
        self._record(ArrangementComposed(occurred_at=at, arrangement=self, composition=composition))

    def evaluate(self, evaluation: Evaluation, *, at: datetime) -> None:
        """Write down what was found together; late is better than never, and is told."""
        HELP.require(self.course, "evaluate")
        first = self.course.on if isinstance(self.course, Started) else dutch_date(self.granted_at)
        if wrong := evaluation.errors(starts_on=first, today=dutch_date(at)):
            raise InvalidInput(*wrong)
        self._notice(at)
        self.evaluations = (*self.evaluations, evaluation)
        self.is_based_on_last = False
        self._record(ArrangementEvaluated(occurred_at=at, arrangement=self, evaluation=evaluation))

    def extend(self, *, until: date, evaluation_on: date, look_by: date, at: datetime) -> None:
        """Go on longer, from the planned end; RuleViolation `help.not-evaluated` before a look."""
        HELP.require(self.course, "extend")
        if (found := self.evaluated) is None:
            raise RuleViolation("help.not-evaluated")
        self._notice(at)
        longer = Period(
            starts_on=self.period.planned_end_on,
            planned_end_on=until,
            evaluation_on=evaluation_on,
        )
        if wrong := [
            e
            for e in longer.errors(today=dutch_date(at), look_by=look_by)
            if e.field != "starts_on"
        ]:
            raise InvalidInput(*(_renamed(error) for error in wrong))
        self.period = longer
        self.is_based_on_last = True
        self._record(
            ArrangementExtended(occurred_at=at, arrangement=self, period=longer, evaluation=found)
        )

    def end(self, reason: EndReason, on: date, *, at: datetime) -> None:
        """End it, by somebody's word and for a reason that one can choose."""
        HELP.require(self.course, "end")
        if reason in BY_ITSELF:
            raise InvalidInput(FieldError("end_reason", "help.not-a-choice"))
        if on > dutch_date(at):
            raise InvalidInput(FieldError("ended_on", "help.in-the-future"))
        self._notice(at)
        self._end(Ended(on, reason), at)

    def end_with_case(self, reason: EndReason, *, at: datetime) -> None:
        """End it because its case ends; nothing happens when it is over already."""
        if not isinstance(self.course, Ended):
            self._end(Ended(dutch_date(at), reason), at)

    def next_look(self) -> date | None:
        """Give the first day on which time alone changes something; None when it never does."""
        untold = [day + ONE_DAY for what, day in self.days if (what, day) not in self.told]
        return min([*untold, *([self.ask_on] if self.ask_on else [])], default=None)

    def look(self, *, take_up_by: date, at: datetime) -> None:
        """Tell which days passed; the help goes on until somebody ends it."""
        self._notice(at)

    def _notice(self, at: datetime) -> None:
        today = dutch_date(at)
        if self.ask_on is not None and today >= self.ask_on:
            self.ask_on = None
            self._record(ArrangementMidway(occurred_at=at, arrangement=self, on=today))
        for what, day in self.days:
            if today > day and (what, day) not in self.told:
                self.told |= {(what, day)}
                self._record(
                    ArrangementOverdue(
                        occurred_at=at, arrangement=self, what=what, last_day=day, noticed_on=today
                    )
                )

    def _end(self, ended: Ended, at: datetime) -> None:
        self._go("end", ended)
        self.ask_on = None
        self._record(ArrangementEnded(occurred_at=at, arrangement=self, ended=ended))

    def _go(self, command: str, to: Course) -> None:
        HELP.check(self.course, command, to)
        self.course = to

    @classmethod
    def grant(
        cls,
        case: Case,
        *,
        id_: ArrangementId,
        kind: ArrangementKind,
        description: str,
        period: Period,
        look_by: date,
        by: PersonId,
        at: datetime,
        ladder: Ladder | None = None,
        form: HelpForm | None = None,
    ) -> "Arrangement":
        """Grant help in an open case, and make its evaluation what is next in that case."""
        _ = case.opened
        wrong = period.errors(today=dutch_date(at), look_by=look_by)
        if text := text_error("description", description, max_length=MAX_DESCRIPTION_LENGTH):
            wrong.insert(0, text)
        require_form(kind, form)
        wrong += form.errors(period) if form else []
        if wrong:
            raise InvalidInput(*wrong)
        granted = cls(
            id=id_,
            alliance_id=case.alliance_id,
            unit_id=case.unit_id,
            case_id=case.id,
            support_request_id=case.support_request_id,
            pupil_id=case.pupil_id,
            school_id=case.school_id,
            kind=kind,
            description=description,
            period=period,
            granted_by=by,
            granted_at=at,
            ladder=ladder or Ladder(),
            form=form,
        )
        granted._record(ArrangementGranted(occurred_at=at, arrangement=granted))
        case.plan_evaluation(on=period.evaluation_on, at=at)
        return granted


def _renamed(error: FieldError) -> FieldError:
    names = {"planned_end_on": "extended_until", "evaluation_on": "evaluate_again_on"}
    return FieldError(names.get(error.field, error.field), error.code)
