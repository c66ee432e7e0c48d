"""Unit: how goals went over versions and evaluations; what was found of each."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.perspective.content import (
    Content,
    Goal,
    GoalFor,
    Horizons,
    ToldBy,
)
from samenspel_arrangements.domain.perspective.findings import (
    Finding,
    GoalResult,
    SaidOfGoal,
    findings_of,
    said_in,
)
from samenspel_arrangements.domain.perspective.goal_course import StepKind, goal_courses
from samenspel_arrangements.domain.perspective.standing import Version
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import InvalidInput
from samenspel_kernel.ids import PersonId

from .perspective_samples import NOW, TODAY

KEYS = ("a", "b", "c", "d")


def a_goal(key: str, text: str = "Ik durf iets te vragen.") -> Goal:
    return Goal(key=key, whom=GoalFor.TEACHER, text=text, seen_by="Vinger")


def a_version(number: int, goals: tuple[Goal, ...]) -> Version:
    said = Content(
        own_words="Ik wil rust.",
        told_by=ToldBy.CHILD,
        horizons=Horizons(now="Rust."),
        strands=None,
        goals=goals,
    )
    return Version(
        number=number,
        content=said,
        written_by=PersonId(UUID(int=1)),
        writer_name="Sam",
        written_at=NOW + timedelta(days=number * 10),
    )


def a_look(days: int, *findings: Finding) -> SimpleNamespace:
    return SimpleNamespace(on=TODAY + timedelta(days=days), findings=findings, by_name="Robin")


def test_a_goal_comes_is_looked_at_is_reworded_and_goes() -> None:
    versions = [
        a_version(1, (a_goal("a"), a_goal("b"))),
        a_version(2, (a_goal("a", "Ik vraag iets."), a_goal("b"))),
        a_version(3, (a_goal("b"),)),
        a_version(4, (a_goal("b"), a_goal("a"))),
    ]
    partly = Finding(key="a", result=GoalResult.PARTLY, words="Soms.")
    reached = Finding(key="a", result=GoalResult.REACHED)

    b, a = goal_courses(
        versions[:3], of_help=[a_look(12, partly)], of_plan=[a_look(25, reached), a_look(26)]
    )
    back = next(course for course in goal_courses(versions) if course.key == "a")

    assert [(s.kind.value, s.version, s.result, s.words) for s in a.steps] == [
        ("came", 1, None, ""),
        ("help", 1, GoalResult.PARTLY, "Soms."),
        ("reworded", 2, None, ""),
        ("plan", 2, GoalResult.REACHED, ""),
        ("went", 3, None, ""),
    ]
    assert (a.is_current, a.text, a.result) == (False, "Ik vraag iets.", GoalResult.REACHED)
    assert (b.is_current, b.result, len(b.steps)) == (True, None, 1)
    assert [s.kind.value for s in back.steps if s.version > 2] == ["went", "came"]
    assert goal_courses([]) == []


@given(
    st.lists(st.sets(st.sampled_from(KEYS), min_size=1), min_size=1, max_size=6),
    st.lists(
        st.tuples(st.integers(0, 80), st.sampled_from(KEYS), st.sampled_from(GoalResult)),
        max_size=8,
    ),
)
def test_no_goal_and_no_finding_is_lost_and_each_stands_in_the_version_of_its_day(
    kept: list[set[str]], found: list[tuple[int, str, GoalResult]]
) -> None:
    versions = [
        a_version(number, tuple(a_goal(key) for key in sorted(keys)))
        for number, keys in enumerate(kept, 1)
    ]
    looks = [a_look(days, Finding(key=key, result=result)) for days, key, result in found]

    courses = goal_courses(versions, of_help=looks)

    ever = set().union(*kept)
    assert sorted(course.key for course in courses) == sorted(ever)
    assert {course.key for course in courses if course.is_current} == kept[-1]
    told = [step for course in courses for step in course.steps if step.result]
    assert len(told) == sum(key in ever for _, key, _ in found)
    written = {each.number: dutch_date(each.written_at) for each in versions}
    for course in courses:
        assert [step.on for step in course.steps] == sorted(step.on for step in course.steps)
        turns = [s.kind for s in course.steps if s.kind in (StepKind.CAME, StepKind.WENT)]
        assert turns == [StepKind.CAME, StepKind.WENT] * (len(turns) // 2) + (
            [StepKind.CAME] if course.is_current else []
        )
        for step in course.steps:
            assert written[step.version] <= step.on or step.version == 1


def test_what_was_typed_of_goals_becomes_findings_or_is_refused_at_its_field() -> None:
    goals = (a_goal("a"), a_goal("b"))
    form = {
        "words": "Beter.",
        "goals.a.result": "partly",
        "goals.a.words": " Soms. ",
        "goals.b.words": "",
    }
    wrong = [
        SaidOfGoal("a", "", "Het gaat."),
        SaidOfGoal("b", "reached", "BSN 111222333"),
        SaidOfGoal("b", "reached"),
        SaidOfGoal("z", "reached"),
    ]

    assert findings_of(said_in(form), goals) == (
        Finding(key="a", result=GoalResult.PARTLY, words="Soms."),
    )
    with pytest.raises(InvalidInput) as refused:
        findings_of(wrong, goals)
    assert [(e.field, e.code) for e in refused.value.errors] == [
        ("goals.a.result", "goal-course.choose"),
        ("goals.b.words", "text.contains-bsn"),
        ("goals", "goal-course.unknown"),
        ("goals", "goal-course.unknown"),
    ]
