"""Use case: read how each goal of a case went, from the perspective and from what looked at it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from samenspel_arrangements.application.opp.ports import Opps
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.help.course import Evaluation
from samenspel_arrangements.domain.perspective.goal_course import GoalCourse, StepKind, goal_courses
from samenspel_arrangements.domain.perspective.perspective import SharedPerspective
from samenspel_arrangements.domain.policies import Action, may
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import CaseId


class EvaluatedHelp(Protocol):
    """The help of one alliance."""

    async def evaluations_in(self, case_id: CaseId) -> Sequence[Evaluation]:
        """Give all looks at help of a case."""
        ...


class GoalsUnitOfWork(Protocol):
    """What looked at the goals of a case."""

    @property
    def arrangements(self) -> EvaluatedHelp:
        """The help."""
        ...

    @property
    def opps(self) -> Opps:
        """The plans."""
        ...


async def read_goals(
    case: Case, perspective: SharedPerspective, *, actor: Actor, uow: GoalsUnitOfWork
) -> list[GoalCourse]:
    """Give them to who may see the perspective.

    What a plan found is read by who may see that plan; a sentence about help by who may read the
    texts of the case.
    """
    sees_plan = may(actor, Action.SEE_OPP, case)
    opp = await uow.opps.of_case(case.id) if sees_plan else None
    courses = goal_courses(
        perspective.versions,
        of_help=await uow.arrangements.evaluations_in(case.id),
        of_plan=opp.evaluations if opp else (),
    )
    if may(actor, Action.READ_TEXT, case):
        return courses
    return [_without_words_of_help(course) for course in courses]


def _without_words_of_help(course: GoalCourse) -> GoalCourse:
    steps = (
        replace(step, words="") if step.kind is StepKind.HELP else step for step in course.steps
    )
    return replace(course, steps=tuple(steps))
