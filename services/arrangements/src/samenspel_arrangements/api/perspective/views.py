"""Answers of the API: a shared perspective, its versions, and who shares it."""

from datetime import date
from typing import Self
from uuid import UUID

from samenspel_arrangements.domain.perspective.agreement import (
    Disagrees,
    Party,
    PartyKind,
    Position,
    in_order,
)
from samenspel_arrangements.domain.perspective.content import (
    Content,
    GoalFor,
    Lines,
    NotNeeded,
    Strand,
    ToldBy,
)
from samenspel_arrangements.domain.perspective.perspective import SharedPerspective
from samenspel_arrangements.domain.perspective.standing import Phase, Version
from samenspel_platform.bodies import UtcDateTime, View


class StrandView(View):
    """What is agreed in a strand, or why it is not needed."""

    lines: list[str]
    not_needed_because: str

    @classmethod
    def of(cls, strand: Strand) -> Self:
        """Show one."""
        match strand:
            case Lines(lines):
                return cls(lines=list(lines), not_needed_because="")
            case NotNeeded(because):
                return cls(lines=[], not_needed_because=because)


class GoalView(View):
    """A goal, and how one sees that it works."""

    key: str
    whom: GoalFor
    text: str
    seen_by: str


class ContentView(View):
    """What a version says; strands are absent where the kind of request asks none."""

    own_words: str
    told_by: ToldBy
    now: str
    next_school: str
    adult: str
    education: StrandView | None
    care: StrandView | None
    home: StrandView | None
    goals: list[GoalView]
    no_goal_for_surroundings: str
    team: list[str]

    @classmethod
    def of(cls, content: Content) -> Self:
        """Show it."""
        strands = content.strands
        return cls(
            own_words=content.own_words,
            told_by=content.told_by,
            now=content.horizons.now,
            next_school=content.horizons.next_school,
            adult=content.horizons.adult,
            education=StrandView.of(strands.education) if strands else None,
            care=StrandView.of(strands.care) if strands else None,
            home=StrandView.of(strands.home) if strands else None,
            goals=[
                GoalView(key=goal.key, whom=goal.whom, text=goal.text, seen_by=goal.seen_by)
                for goal in content.goals
            ],
            no_goal_for_surroundings=content.no_goal_for_surroundings,
            team=list(content.team),
        )


class PositionView(View):
    """What a party thinks of the version; `agrees` is absent while it did not say so."""

    party: PartyKind
    contact_id: UUID | None
    agrees: bool | None
    with_what: str
    recorded_at: UtcDateTime | None

    @classmethod
    def of(cls, party: Party, position: Position | None) -> Self:
        """Show it, or that it is awaited."""
        view = position.view if position else None
        return cls(
            party=party.kind,
            contact_id=party.contact_id,
            agrees=None if view is None else not isinstance(view, Disagrees),
            with_what=view.with_what if isinstance(view, Disagrees) else "",
            recorded_at=position.recorded_at if position else None,
        )


class VersionView(View):
    """One version, and what was said of it."""

    number: int
    content: ContentView
    written_at: UtcDateTime
    positions: list[PositionView]

    @classmethod
    def of(cls, version: Version, perspective: SharedPerspective) -> Self:
        """Show it."""
        views = perspective.views(version.number)
        return cls(
            number=version.number,
            content=ContentView.of(version.content),
            written_at=version.written_at,
            positions=[PositionView.of(p, views[p]) for p in in_order(views)],
        )


class VersionsView(View):
    """All versions, the newest first."""

    items: list[VersionView]


class PerspectiveView(View):
    """The perspective of a case as it is now; `content` is absent while nothing is written.

    `shared` tells whether everybody who is asked shares the newest version. `next_action` and
    `due_on` are absent when it has ended.
    """

    case_id: UUID
    status: str
    phase: Phase
    version: int
    content: ContentView | None
    positions: list[PositionView]
    shared: bool
    next_action: str | None
    due_on: date | None

    @classmethod
    def of(cls, perspective: SharedPerspective, asked: frozenset[Party]) -> Self:
        """Show it to whoever may read it."""
        current, views, held = perspective.current, perspective.views(), perspective.responsibility
        return cls(
            case_id=perspective.case_id,
            status=perspective.standing.status,
            phase=perspective.phase,
            version=perspective.version,
            content=ContentView.of(current.content) if current else None,
            positions=[PositionView.of(each, views.get(each)) for each in in_order(asked)],
            shared=perspective.is_shared_by(asked),
            next_action=held.next_action.kind if held else None,
            due_on=held.next_action.due_on if held else None,
        )
