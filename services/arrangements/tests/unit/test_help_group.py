"""Unit: a group knows itself alone; help is in it from a day on, while both are there."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.arrangement import ArrangementKind
from samenspel_arrangements.domain.help.course import Ended, EndReason, Evaluation, Works
from samenspel_arrangements.domain.help.group import (
    LONGEST_DAYS,
    MOST_CHILDREN,
    MOST_GOALS,
    Closure,
    GroupChanged,
    GroupClosed,
    GroupMade,
    HelpGroup,
    Membership,
    WhyClosed,
)
from samenspel_arrangements.domain.help.ids import HelpGroupId, MembershipId
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, EvaluationId, PersonId, UnitId

from .test_sessions import END, MONDAY, at, help_

FIRST, LAST = date(2026, 9, 1), date(2027, 6, 30)


def group(**other: object) -> HelpGroup:
    asked: dict[str, object] = {
        "id_": HelpGroupId(uuid4()),
        "alliance_id": AllianceId(uuid4()),
        "unit_id": None,
        "name": "Rekenen op maandag",
        "goals": ("Durven vragen",),
        "leader_id": PersonId(uuid4()),
        "starts_on": FIRST,
        "ends_on": LAST,
        "at": at(FIRST),
    }
    return HelpGroup.make(**{**asked, **other})  # type: ignore[arg-type]


def member(on: date = MONDAY, *, others: int = 0, **other: object) -> Membership:
    granted = help_(**{"kind": ArrangementKind.GROUP, **other})
    return Membership.join(group(), granted, id_=MembershipId(uuid4()), on=on, others=others)


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"name": " "}, "name: text.missing"),
        ({"goals": ()}, "goals: text.missing"),
        ({"goals": ("x",) * (MOST_GOALS + 1)}, "goals: group.too-many-goals"),
        ({"goals": ("x" * 301,)}, "goals: text.too-long"),
        ({"places": 0}, "places: group.room"),
        ({"places": MOST_CHILDREN + 1}, "places: group.room"),
        ({"ends_on": FIRST}, "ends_on: group.ends-before-start"),
        ({"ends_on": FIRST + timedelta(days=LONGEST_DAYS + 1)}, "ends_on: group.too-long"),
    ],
)
def test_a_group_says_what_it_is_for_and_until_when(other: dict[str, object], error: str) -> None:
    with pytest.raises(InvalidInput, match=error):
        group(**other)


@given(on=st.dates(min_value=FIRST - timedelta(days=30), max_value=LAST + timedelta(days=30)))
def test_m10_help_is_in_a_group_only_while_both_are_there(on: date) -> None:
    if MONDAY <= on <= END:
        assert member(on).joined_on == on
    else:
        with pytest.raises(InvalidInput, match=r"joined_on: group\.outside-its-days"):
            member(on)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"kind": ArrangementKind.INDIVIDUAL}, "group.other-kind"),
        ({"unit_id": UnitId(uuid4())}, "group.other-unit"),
        ({"others": MOST_CHILDREN}, "group.full"),
        ({"course": Ended(MONDAY, EndReason.GOAL_REACHED)}, "help.not-now"),
    ],
)
def test_not_all_help_can_be_in_it(other: dict[str, object], code: str) -> None:
    with pytest.raises(RuleViolation, match=code):
        member(**other)  # type: ignore[arg-type]


@given(
    days=st.integers(min_value=-5, max_value=20),
    passed=st.integers(min_value=0, max_value=15),
)
def test_a_child_leaves_once_on_a_day_that_came_and_on_which_it_was_in_it(
    days: int, passed: int
) -> None:
    found, on = member(), MONDAY + timedelta(days=days)
    if not 0 <= days <= passed:
        with pytest.raises(InvalidInput, match="left_on"):
            found.leave(on, today=MONDAY + timedelta(days=passed))
        assert found.left_on is None
        return
    found.leave(on, today=MONDAY + timedelta(days=passed))
    assert found.left_on == on
    with pytest.raises(RuleViolation, match=r"group\.left-before"):
        found.leave(on, today=MONDAY + timedelta(days=passed))
    found.end_with(MONDAY + timedelta(days=40))
    assert found.left_on == on


def test_help_that_ends_before_it_joined_leaves_on_the_day_that_it_joined() -> None:
    found = member()
    found.end_with(MONDAY - timedelta(days=3))
    assert found.left_on == MONDAY


def test_a_look_at_the_group_is_of_days_that_came() -> None:
    found, looked = (
        group(),
        Evaluation(id=EvaluationId(uuid4()), on=MONDAY, works=Works.YES, words="Het gaat goed."),
    )
    with pytest.raises(InvalidInput, match=r"evaluated_on: help\.in-the-future"):
        found.evaluate(looked, at=at(MONDAY - timedelta(days=1)))
    found.evaluate(looked, at=at(MONDAY))
    assert found.evaluations == (looked,)
    assert (found.pupil_id, found.school_id) == (None, None)


@given(places=st.integers(-2, MOST_CHILDREN + 2), children=st.integers(0, MOST_CHILDREN))
def test_a_group_has_room_for_the_children_that_are_in_it(places: int, children: int) -> None:
    one, last = group(), LAST - timedelta(days=1)
    may_be = 1 <= places <= MOST_CHILDREN and children <= places
    new: Any = {"name": "Anders", "goals": ("Samen",), "leader_id": one.leader_id, "ends_on": last}
    if may_be:
        one.change(**new, places=places, children=children, at=at(MONDAY))
        assert (one.name, one.ends_on, one.places) == ("Anders", last, places)
        assert [type(event) for event in one.take_events()] == [GroupMade, GroupChanged]
    else:
        with pytest.raises(InvalidInput, match=r"places: group\.room"):
            one.change(**new, places=places, children=children, at=at(MONDAY))


def test_a_closed_group_is_closed_for_good() -> None:
    one, by = group(), PersonId(uuid4())
    for wrong in (MONDAY + timedelta(days=1), FIRST - timedelta(days=1)):
        with pytest.raises(InvalidInput, match="closed_on"):
            one.close(Closure(wrong, WhyClosed.NO_GIVER, by), at=at(MONDAY))
    one.close(Closure(MONDAY, WhyClosed.NO_GIVER, by), at=at(MONDAY))
    assert [type(event) for event in one.take_events()] == [GroupMade, GroupClosed]
    granted = help_(kind=ArrangementKind.GROUP)
    new: Any = {"name": "x", "goals": ("y",), "leader_id": by, "ends_on": LAST, "places": 5}
    for command in (
        lambda: one.close(Closure(MONDAY, WhyClosed.OTHER, by), at=at(MONDAY)),
        lambda: one.change(**new, children=0, at=at(MONDAY)),
        lambda: Membership.join(one, granted, id_=MembershipId(uuid4()), on=MONDAY, others=0),
    ):
        with pytest.raises(RuleViolation, match=r"group\.closed"):
            command()
