"""Unit: the team of a case."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.case import ActionKind, Case, CaseState
from samenspel_arrangements.domain.team.team import (
    MAX_CALLED,
    MAX_DOES,
    MOST_MEMBERS,
    NOBODY_JOINED,
    Team,
    TeamMember,
    TeamRole,
)
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    HandoverId,
    PersonId,
    PupilId,
    SupportRequestId,
)

TODAY = date(2026, 9, 11)
NOW = datetime(2026, 9, 11, 9, 30, tzinfo=UTC)
SAM = Actor(
    person_id=PersonId(uuid4()),
    alliance_id=AllianceId(uuid4()),
    role=Role.UNIT_COORDINATOR,
    name="Sam de Wit",
)


def joined(
    team: Team = NOBODY_JOINED,
    role: TeamRole = TeamRole.YOUTH,
    *,
    until: date | None = None,
    today: date = TODAY,
) -> Team:
    return team.joined(
        role, called="Jeugdhulp Noord", does="Praat met het gezin.", until=until, today=today
    )


def an_offered_case() -> Case:
    return Case.offer(
        alliance_id=SAM.alliance_id,
        unit_id=None,
        handover_id=HandoverId(uuid4()),
        support_request_id=SupportRequestId(uuid4()),
        pupil_id=PupilId(uuid4()),
        school_id=None,
        kind="arrangement",
        age_band="4-6",
        answer_by=date(2026, 9, 18),
        at=NOW,
    )


def join(case: Case) -> None:
    case.join_team(TeamRole.HEALTH, called="De jeugdarts", does="Kijkt mee.", until=None, at=NOW)


steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(TeamRole), st.one_of(st.none(), st.integers(0, 40))),
        st.integers(1, 12),
    ),
    max_size=25,
)


@given(steps, st.integers(0, 60))
def test_nobody_is_struck_from_a_team_and_each_is_in_it_or_was(
    done: list[tuple[TeamRole, int | None] | int], later: int
) -> None:
    team = NOBODY_JOINED
    for step in done:
        if isinstance(step, tuple):
            role, days = step
            team = joined(team, role, until=None if days is None else TODAY + timedelta(days=days))
        elif any(each.number == step for each in team.now(TODAY)):
            team = team.left(step, today=TODAY)
        else:
            with pytest.raises(RuleViolation, match=r"team\.not-in-it"):
                team.left(step, today=TODAY)
    day = TODAY + timedelta(days=later)
    now, before = team.now(day), team.before(day)
    assert sorted(each.number for each in (*now, *before)) == [
        number + 1 for number in range(len(team.members))
    ]
    assert all(each.left_on is None and (each.until or day) >= day for each in now)


def test_the_school_comes_first_and_partners_outside_after() -> None:
    team = joined(joined(joined(), TeamRole.HEALTH), TeamRole.TEACHER)

    assert [each.role for each in team.now(TODAY)] == [
        TeamRole.TEACHER,
        TeamRole.YOUTH,
        TeamRole.HEALTH,
    ]


@pytest.mark.parametrize(
    ("called", "does", "until", "field", "code"),
    [
        (" ", "Kijkt mee.", None, "called", "text.missing"),
        ("De jeugdarts", "", None, "does", "text.missing"),
        ("x" * (MAX_CALLED + 1), "Kijkt mee.", None, "called", "text.too-long"),
        ("De jeugdarts", "x" * (MAX_DOES + 1), None, "does", "text.too-long"),
        ("De jeugdarts", "Haar BSN is 111222333.", None, "does", "text.contains-bsn"),
        ("De jeugdarts", "Kijkt mee.", TODAY - timedelta(days=1), "until", "action.due-in-past"),
    ],
)
def test_what_is_wrong_is_said_of_the_field(
    called: str, does: str, until: date | None, field: str, code: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        NOBODY_JOINED.joined(TeamRole.OTHER, called=called, does=does, until=until, today=TODAY)

    assert [(each.field, each.code) for each in refused.value.errors] == [(field, code)]


def test_a_team_has_an_end() -> None:
    team = NOBODY_JOINED
    for _ in range(MOST_MEMBERS):
        team = joined(team)

    with pytest.raises(RuleViolation, match=r"team\.too-many"):
        joined(team)
    assert len(joined(team.left(1, today=TODAY)).now(TODAY)) == MOST_MEMBERS


@pytest.mark.parametrize(
    "half",
    [
        lambda: TeamMember(
            number=1, role=TeamRole.OTHER, called=" ", does="Kijkt mee.", since=TODAY
        ),
        lambda: TeamMember(number=1, role=TeamRole.OTHER, called="Ria", does="", since=TODAY),
        lambda: TeamMember(
            number=1,
            role=TeamRole.OTHER,
            called="Ria",
            does="Kijkt mee.",
            since=TODAY,
            until=TODAY - timedelta(days=1),
        ),
    ],
)
def test_nobody_is_half_in_a_team(half: Callable[[], TeamMember]) -> None:
    with pytest.raises(ValueError, match="team"):
        half()


def test_only_an_open_case_changes_its_team() -> None:
    case = an_offered_case()
    with pytest.raises(RuleViolation, match=r"case\.not-open"):
        join(case)
    case.accept(by=SAM, kind=ActionKind.OBSERVE, due_on=TODAY, at=NOW)
    join(case)
    case.leave_team(1, at=NOW)
    assert case.team.before(TODAY)[0].left_on == TODAY
    case.died(at=NOW)

    assert case.state is CaseState.CLOSED
    for change in (join, lambda each: each.leave_team(1, at=NOW)):
        with pytest.raises(RuleViolation, match=r"case\.not-open"):
            change(case)
