"""What help is made of: measures, each for a goal, of the child or of what is around it (M4, N9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.perspective.content import SURROUNDINGS, Goal, GoalFor
from samenspel_kernel.errors import FieldError, InvalidInput

MOST_MEASURES = 5
MAX_WORDS = 500


@dataclass(frozen=True, slots=True)
class HelpGoal:
    """A goal as it was when it was chosen; `key` is that of the shared perspective, or of here."""

    key: str
    whom: GoalFor
    text: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What is done, for which goal; free text that never leaves this service."""

    text: str
    goal_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """Measures and their goals; one for the surroundings, or a reason why not, never both."""

    goals: tuple[HelpGoal, ...]
    measures: tuple[Measure, ...]
    no_goal_for_surroundings: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.measures) <= MOST_MEASURES:
            raise ValueError("help has a measure, and not too many")
        if {measure.goal_key for measure in self.measures} != {goal.key for goal in self.goals}:
            raise ValueError("each measure has a goal, and each goal a measure")
        if len({goal.key for goal in self.goals}) < len(self.goals):
            raise ValueError("two goals with one key")
        if self.is_for_surroundings == bool(self.no_goal_for_surroundings.strip()):
            raise ValueError("a goal for the surroundings, or a reason why not")

    @property
    def is_for_surroundings(self) -> bool:
        """Whether there is a goal for teacher, group or home."""
        return any(goal.whom in SURROUNDINGS for goal in self.goals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A measure as it was typed, with a goal that is shared, or one of its own."""

    text: str
    goal_key: str = ""
    whom: GoalFor | None = None
    goal: str = ""


def composed(lines: Sequence[Line], shared: Sequence[Goal], no_goal: str) -> Composition:
    """Build it; InvalidInput at `measure_1`, `goal_1`, `whom_1` and so on.

    Where the shared perspective has goals, a measure is for one of those: none is typed twice.
    A reason beside a goal for the surroundings is left out.
    """
    wrong: list[FieldError] = []
    known = {goal.key: HelpGoal(goal.key, goal.whom, goal.text) for goal in shared}
    if not lines:
        wrong.append(FieldError("measure_1", "measures.missing"))
    if len(lines) > MOST_MEASURES:
        wrong.append(FieldError(f"measure_{MOST_MEASURES + 1}", "measures.too-many"))
    goals: dict[str, HelpGoal] = {}
    measures: list[Measure] = []
    for number, line in enumerate(lines, start=1):
        if error := text_error(f"measure_{number}", line.text, max_length=MAX_WORDS):
            wrong.append(error)
        goal = _goal(line, number, known, wrong)
        if goal is not None:
            goals[goal.key] = goal
            measures.append(Measure(line.text, goal.key))
    if not wrong and not any(goal.whom in SURROUNDINGS for goal in goals.values()):
        name = "no_goal_for_surroundings"
        if error := text_error(name, no_goal, max_length=MAX_WORDS):
            missing = FieldError(name, "measures.surroundings")
            wrong.append(error if no_goal.strip() else missing)
    else:
        no_goal = ""
    if wrong:
        raise InvalidInput(*wrong)
    return Composition(
        goals=tuple(goals.values()), measures=tuple(measures), no_goal_for_surroundings=no_goal
    )


def _goal(
    line: Line, number: int, known: dict[str, HelpGoal], wrong: list[FieldError]
) -> HelpGoal | None:
    if known:
        goal = known.get(line.goal_key)
        if goal is None:
            wrong.append(FieldError(f"goal_{number}", "measures.goal-missing"))
        return goal
    if line.whom is None:
        wrong.append(FieldError(f"whom_{number}", "measures.whom-missing"))
    if error := text_error(f"goal_{number}", line.goal, max_length=MAX_WORDS):
        wrong.append(error)
    return HelpGoal(f"own-{number}", line.whom, line.goal) if line.whom else None
