"""Answers of the API: how each goal of a case went."""

from datetime import date
from typing import Self

from samenspel_arrangements.domain.perspective.content import GoalFor
from samenspel_arrangements.domain.perspective.findings import GoalResult
from samenspel_arrangements.domain.perspective.goal_course import GoalCourse, GoalStep, StepKind
from samenspel_platform.bodies import View


class GoalStepView(View):
    """What happened with a goal: it came, was reworded or went, or people looked at it.

    `version` is the one that counted that day. `result` is absent where nobody looked; `words` are
    empty for who may not read them, and `by_name` where it was not kept.
    """

    on: date
    kind: StepKind
    version: int
    text: str
    result: GoalResult | None
    words: str
    by_name: str

    @classmethod
    def of(cls, step: GoalStep) -> Self:
        """Show one."""
        return cls(
            on=step.on,
            kind=step.kind,
            version=step.version,
            text=step.text,
            result=step.result,
            words=step.words,
            by_name=step.by_name,
        )


class GoalCourseView(View):
    """A goal as it was last written, what was found last, and all steps from the first on."""

    key: str
    whom: GoalFor
    text: str
    seen_by: str
    is_current: bool
    result: GoalResult | None
    steps: list[GoalStepView]

    @classmethod
    def of(cls, course: GoalCourse) -> Self:
        """Show one."""
        return cls(
            key=course.key,
            whom=course.whom,
            text=course.text,
            seen_by=course.seen_by,
            is_current=course.is_current,
            result=course.result,
            steps=[GoalStepView.of(step) for step in course.steps],
        )


class GoalCoursesView(View):
    """Every goal that ever stood in the perspective, those of now first."""

    items: list[GoalCourseView]
