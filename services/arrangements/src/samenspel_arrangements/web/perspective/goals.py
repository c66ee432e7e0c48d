"""The fields with which an evaluation says how far each goal is."""

from typing import Any

from samenspel_arrangements.domain.help.composition import Composition
from samenspel_arrangements.domain.perspective.findings import MAX_WORDS, GoalResult, goals_of
from samenspel_arrangements.domain.perspective.perspective import SharedPerspective
from samenspel_arrangements.web.pages import pages


def goal_fields(
    perspective: SharedPerspective | None, *, reads: bool, only: Composition | None = None
) -> dict[str, Any]:
    """Give what the fields need; of `only` some help, the goals that its measures are for.

    Who `reads` goals sees which one a finding is about; others see the finding alone.
    """
    goals = goals_of(perspective)
    chosen = {goal.key for goal in only.goals} if only else set()
    asked = [goal for goal in goals if goal.key in chosen] or list(goals)
    return {
        "asked_goals": [(goal.key, goal.text) for goal in asked],
        "goal_texts": {goal.key: goal.text for goal in goals} if reads else {},
        "reads_goals": reads,
        "goal_results": [
            (each.value, pages.texts.text(f"goal-result.{each.value}")) for each in GoalResult
        ],
        "max_goal_words": MAX_WORDS,
    }
