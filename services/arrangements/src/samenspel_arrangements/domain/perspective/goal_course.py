"""How each goal went: in which version it came, was reworded and went, and what was found of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from samenspel_arrangements.domain.perspective.content import Goal, GoalFor
from samenspel_arrangements.domain.perspective.findings import Finding, GoalResult
from samenspel_arrangements.domain.perspective.standing import Version
from samenspel_kernel.clock import dutch_date


class StepKind(StrEnum):
    """What happened with a goal: in a version, or when people looked at help or at a plan."""

    CAME = "came"
    REWORDED = "reworded"
    WENT = "went"
    HELP = "help"
    PLAN = "plan"


class Evaluation(Protocol):
    """One look together, of help or of a plan."""

    @property
    def on(self) -> date:
        """The day on which they looked."""
        ...

    @property
    def findings(self) -> Sequence[Finding]:
        """What they found of goals."""
        ...

    @property
    def by_name(self) -> str:
        """Who wrote it down; empty where that was not kept."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalStep:
    """One thing that happened with a goal.

    `version` is the one that counted on that day. `result`, `words` and `by_name` are of an
    evaluation alone; `text` is what the goal said from then on, of a version alone.
    """

    on: date
    kind: StepKind
    version: int
    text: str = ""
    result: GoalResult | None = None
    words: str = field(default="", repr=False)
    by_name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalCourse:
    """One goal from its first version on, as it was last written; `steps` begin with the first."""

    key: str
    whom: GoalFor
    text: str
    seen_by: str
    is_current: bool
    steps: tuple[GoalStep, ...]

    @property
    def result(self) -> GoalResult | None:
        """Give what was found last; None while nobody looked."""
        return next((step.result for step in reversed(self.steps) if step.result), None)


def goal_courses(
    versions: Sequence[Version],
    *,
    of_help: Iterable[Evaluation] = (),
    of_plan: Iterable[Evaluation] = (),
) -> list[GoalCourse]:
    """Give every goal that ever stood in a version, those of now first, with all its steps.

    What was found of a goal before it was written down, or after it went, stands there too.
    """
    looks = [(StepKind.HELP, each) for each in of_help]
    looks += [(StepKind.PLAN, each) for each in of_plan]
    last: dict[str, Goal] = {goal.key: goal for each in versions for goal in each.content.goals}
    now = {goal.key for goal in versions[-1].content.goals} if versions else set()
    courses = [
        GoalCourse(
            key=key,
            whom=goal.whom,
            text=goal.text,
            seen_by=goal.seen_by,
            is_current=key in now,
            steps=tuple(sorted((*_turns(key, versions), *_found(key, versions, looks)), key=_day)),
        )
        for key, goal in last.items()
    ]
    return sorted(courses, key=lambda course: not course.is_current)


def _day(step: GoalStep) -> date:
    return step.on


def _turns(key: str, versions: Sequence[Version]) -> Iterator[GoalStep]:
    before: Goal | None = None
    for version in versions:
        goal = next((each for each in version.content.goals if each.key == key), None)
        if goal == before:
            continue
        kind = StepKind.REWORDED
        if goal is None or before is None:
            kind = StepKind.WENT if goal is None else StepKind.CAME
        yield GoalStep(
            on=dutch_date(version.written_at),
            kind=kind,
            version=version.number,
            text=goal.text if goal else "",
        )
        before = goal


def _found(
    key: str, versions: Sequence[Version], looks: Iterable[tuple[StepKind, Evaluation]]
) -> Iterator[GoalStep]:
    for kind, look in looks:
        for finding in look.findings:
            if finding.key == key:
                yield GoalStep(
                    on=look.on,
                    kind=kind,
                    version=_counting(versions, look.on),
                    result=finding.result,
                    words=finding.words,
                    by_name=look.by_name,
                )


def _counting(versions: Sequence[Version], on: date) -> int:
    written = [each.number for each in versions if dutch_date(each.written_at) <= on]
    return written[-1] if written else versions[0].number
