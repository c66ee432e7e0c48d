"""What a case's page shows of its team: who always is in it, who looks along, who joined."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from samenspel_arrangements.domain.case import CaseState
from samenspel_arrangements.domain.meeting.readers import knows_parents
from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.domain.team.team import MAX_CALLED, MAX_DOES, TeamMember, TeamRole
from samenspel_arrangements.persistence.colleagues import LooksAlong
from samenspel_arrangements.persistence.queries import CaseSummary
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_arrangements.web.words import Words
from samenspel_kernel.clock import dutch_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One who works along; `number` is there for who can be taken off, `until` its last day."""

    who: str
    role: str
    does: str
    until: date | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTeam:
    """The team now, who was in it, and what may be done with it."""

    lines: tuple[Line, ...]
    before: tuple[Line, ...]
    roles: tuple[tuple[str, str], ...]
    may_change: bool
    shares: str
    max_called: int = MAX_CALLED
    max_does: int = MAX_DOES


async def team_shown(
    case: CaseSummary, uow: SqlArrangementsUnitOfWork, edge: ArrangementsEdge
) -> ShownTeam | None:
    """Give the team of a case as the reader may see it; None where it may not, or nobody holds it."""
    if case.holder_id is None or not may(edge.actor, Action.SEE_TEAM, case):
        return None
    today = dutch_date(edge.clock.now())
    team = (await uow.cases.get(case.case_id)).team
    parents = await uow.parents.deciding_for(case.pupil_id)
    names = [each.name for each in parents] if knows_parents(edge.actor) else []
    looking = await uow.colleagues.looking_along(case.pupil_id, on=today)
    always = [
        _line("holder", Words(pages.texts).holder(case)),
        *(_line("parent", name) for name in names or [_text("who.parent")]),
        *([_line("school", Words(pages.texts).school(case))] if case.school_id else []),
    ]
    may_change = case.state == CaseState.OPENED and may(edge.actor, Action.WORK, case)
    now = [_member(each) for each in team.now(today)]
    return ShownTeam(
        lines=(
            *always,
            *(_looks(each) for each in looking),
            *(now if may_change else [replace(each, number=None) for each in now]),
        ),
        before=tuple(_member(each) for each in team.before(today)),
        roles=tuple((role.value, _text(f"role.{role.value}")) for role in TeamRole),
        may_change=may_change,
        shares=f"/intake/pupils/{case.pupil_id}/share-grants" if may_change else "",
    )


def _line(place: str, who: str) -> Line:
    return Line(who=who, role=_text(f"role.{place}"), does=_text(f"does.{place}"))


def _looks(each: LooksAlong) -> Line:
    return Line(
        who=_text(f"who.{each.role.value}"),
        role=_text("role.looks-along"),
        does=_text(f"does.{each.role.value}"),
        until=each.until - timedelta(days=1) if each.until else None,
    )


def _member(member: TeamMember) -> Line:
    return Line(
        who=member.called,
        role=_text(f"role.{member.role.value}"),
        does=member.does,
        until=member.left_on or member.until,
        number=member.number,
    )


def _text(key: str) -> str:
    return pages.texts.text(f"team.{key}")
