"""Unit: help is made of measures with goals (M4, N9), given as near as it can be (N11)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.application.letters.ladder_words import in_letter, travels_for, where_of
from samenspel_arrangements.domain.help.composition import (
    MOST_MEASURES,
    Composition,
    HelpGoal,
    Line,
    Measure,
    composed,
)
from samenspel_arrangements.domain.help.ladder import Ladder, Place, Skipped, WhyFurther
from samenspel_arrangements.domain.perspective.content import SURROUNDINGS, Goal, GoalFor
from samenspel_kernel.errors import InvalidInput

CALM = Goal(key="a1", whom=GoalFor.CHILD, text="Rustig werken", seen_by="Het lukt een kwartier.")
ROUTINE = Goal(key="b2", whom=GoalFor.TEACHER, text="Vaste start", seen_by="Elke dag gelijk.")
READ = Line(text="Samen lezen", goal_key="a1")
START = Line(text="Dag samen beginnen", goal_key="b2")


def test_m4_measures_are_for_goals_of_the_shared_perspective() -> None:
    made_of = composed([READ, START], (CALM, ROUTINE), "Een reden die niet nodig is.")

    assert made_of == Composition(
        goals=(
            HelpGoal("a1", GoalFor.CHILD, "Rustig werken"),
            HelpGoal("b2", GoalFor.TEACHER, "Vaste start"),
        ),
        measures=(Measure("Samen lezen", "a1"), Measure("Dag samen beginnen", "b2")),
    )


def test_n9_without_a_goal_for_the_surroundings_there_is_a_reason() -> None:
    with pytest.raises(InvalidInput, match=r"no_goal_for_surroundings: measures\.surroundings"):
        composed([READ], (CALM, ROUTINE), " ")

    made_of = composed([READ], (CALM, ROUTINE), "Thuis en in de klas gaat het goed.")

    assert made_of.no_goal_for_surroundings == "Thuis en in de klas gaat het goed."


@pytest.mark.parametrize(
    ("lines", "shared", "error"),
    [
        ([], (), r"measure_1: measures\.missing"),
        ([START] * (MOST_MEASURES + 1), (ROUTINE,), r"measure_6: measures\.too-many"),
        ([Line(text="Lezen", goal_key="c3")], (ROUTINE,), r"goal_1: measures\.goal-missing"),
        (
            [Line(text="Lezen", whom=GoalFor.HOME, goal="Eigen doel")],
            (ROUTINE,),
            r"goal_1: measures\.goal-missing",
        ),
        ([Line(text="Lezen", goal="Rust")], (), r"whom_1: measures\.whom-missing"),
        ([Line(text="Lezen", whom=GoalFor.HOME)], (), r"goal_1: text\.missing"),
        ([START, Line(text="", goal_key="b2")], (ROUTINE,), r"measure_2: text\.missing"),
        (
            [Line(text="BSN 111222333", goal_key="b2")],
            (ROUTINE,),
            r"measure_1: text\.contains-bsn",
        ),
    ],
)
def test_what_is_half_is_refused_at_its_field(
    lines: list[Line], shared: tuple[Goal, ...], error: str
) -> None:
    with pytest.raises(InvalidInput, match=error):
        composed(lines, shared, "")


LINES = st.builds(
    Line,
    text=st.sampled_from(["", "Lezen"]),
    goal_key=st.sampled_from(["", "a1", "b2", "c3"]),
    whom=st.none() | st.sampled_from(GoalFor),
    goal=st.sampled_from(["", "Rust"]),
)


@given(
    lines=st.lists(LINES, max_size=8),
    shared=st.sampled_from([(), (CALM,), (CALM, ROUTINE)]),
    reason=st.sampled_from(["", "Gaat goed."]),
)
def test_n9_whatever_is_typed_there_is_a_goal_for_the_surroundings_or_a_reason(
    lines: list[Line], shared: tuple[Goal, ...], reason: str
) -> None:
    try:
        made_of = composed(lines, shared, reason)
    except InvalidInput:
        return
    around = any(goal.whom in SURROUNDINGS for goal in made_of.goals)
    assert around != bool(made_of.no_goal_for_surroundings)
    assert {each.goal_key for each in made_of.measures} == {goal.key for goal in made_of.goals}


@pytest.mark.parametrize("place", Place)
def test_n11_each_nearer_place_has_a_reason(place: Place) -> None:
    reason = (WhyFurther.TRIED, "Dat hielp niet.")
    for left_out in place.nearer:
        some = {each: reason for each in place.nearer if each is not left_out}
        with pytest.raises(InvalidInput, match=r"why_\w+: ladder\.reason-missing"):
            Ladder.climbed(place, some)
        with pytest.raises(InvalidInput, match=r"words_\w+: text\.missing"):
            Ladder.climbed(place, some | {left_out: (WhyFurther.TRIED, "")})
        with pytest.raises(ValueError, match="each nearer place"):
            Ladder(place, tuple(Skipped(each, *reason) for each in some))

    ladder = Ladder.climbed(place, dict.fromkeys(Place, reason))

    assert tuple(each.place for each in ladder.skipped) == place.nearer


def test_n11_the_letter_says_why_not_nearer() -> None:
    ladder = Ladder.climbed(
        Place.OWN_SCHOOL, {Place.OWN_GROUP: (WhyFurther.NOT_SAFE, "Het is er te druk.")}
    )

    assert in_letter("Samen lezen.", Ladder()) == "Samen lezen."
    assert in_letter("Samen lezen.", ladder).split("\n\n") == [
        "Samen lezen.",
        "Waarom niet in de eigen groep? Dat is niet veilig. Het is er te druk.",
    ]
    assert (where_of(ladder), travels_for(ladder)) == ("op de eigen school", False)
    away = Ladder.climbed(Place.OWN_UNIT, dict.fromkeys(Place, (WhyFurther.NOT_THERE, "Nee.")))
    assert (where_of(away), travels_for(away)) == ("in de eigen regio", True)
