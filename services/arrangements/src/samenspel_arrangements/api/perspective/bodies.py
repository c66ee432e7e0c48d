"""What a caller sends about a shared perspective."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from samenspel_arrangements.domain.perspective.agreement import Party, PartyKind
from samenspel_arrangements.domain.perspective.content import MOST_GOALS, GoalFor, ToldBy
from samenspel_arrangements.domain.perspective.draft import Draft, typed
from samenspel_arrangements.domain.perspective.findings import GoalResult, SaidOfGoal
from samenspel_arrangements.domain.perspective.standing import Outcome, Phase
from samenspel_platform.bodies import Body, IsoDate


class StrandBody(Body):
    """What is agreed in a strand, a line each; or why it is not needed. One of both."""

    lines: list[str] = []
    not_needed_because: str = ""


class GoalBody(Body):
    """A goal, and how one sees that it works; its key stays while its words change."""

    key: str = Field(pattern="^[0-9a-z]{1,32}$")
    whom: GoalFor
    text: str
    seen_by: str


class PerspectiveBody(Body):
    """A whole version: what stands in it is what holds from now on."""

    own_words: str
    told_by: ToldBy
    now: str
    next_school: str = ""
    adult: str = ""
    education: StrandBody = StrandBody()
    care: StrandBody = StrandBody()
    home: StrandBody = StrandBody()
    goals: list[GoalBody] = Field(max_length=MOST_GOALS)
    no_goal_for_surroundings: str = ""
    team: list[str] = []

    def draft(self) -> Draft:
        """Give it as fields."""
        fields = {
            "own_words": self.own_words,
            "told_by": self.told_by.value,
            "now": self.now,
            "next_school": self.next_school,
            "adult": self.adult,
            "no_goal_for_surroundings": self.no_goal_for_surroundings,
            "team": "\n".join(self.team),
        }
        for name, strand in (
            ("education", self.education),
            ("care", self.care),
            ("home", self.home),
        ):
            fields[name] = "\n".join(strand.lines)
            fields[f"{name}_not_needed"] = strand.not_needed_because
        for goal in self.goals:
            fields[f"goals.{goal.key}.whom"] = goal.whom.value
            fields[f"goals.{goal.key}.text"] = goal.text
            fields[f"goals.{goal.key}.seen_by"] = goal.seen_by
        return typed(fields)


class GoalFoundBody(Body):
    """How far a goal is, as an evaluation found it; the key is that of the perspective."""

    key: str = Field(pattern="^[0-9a-z]{1,32}$")
    result: GoalResult
    words: str = ""

    def said(self) -> SaidOfGoal:
        """Give it as it was sent."""
        return SaidOfGoal(self.key, self.result.value, self.words)


GoalsSaid = Annotated[list[GoalFoundBody], Field(max_length=MOST_GOALS)]


class PositionBody(Body):
    """What a party thinks of a version; who does not agree says with what.

    `contact_id` says which parent, where parents are known.
    """

    party: PartyKind
    contact_id: UUID | None = None
    version: int = Field(ge=1, le=100_000)
    agrees: bool
    with_what: str = ""

    def who(self) -> Party:
        """Give the party."""
        return Party(self.party, self.contact_id if self.party is PartyKind.PARENT else None)


class PhaseBody(Body):
    """The part of the cycle that those involved go on to."""

    phase: Phase


class TransferBody(Body):
    """On which day the child went on to another school."""

    on: IsoDate


class CheckBody(Body):
    """What became of the perspective a year after the child went on."""

    outcome: Outcome
