"""Unit: no number tells about fewer than five children, by itself or subtracted from others."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from samenspel_reporting.domain.area import ALLIANCE, ALLIANCE_DESK, Area, unit
from samenspel_reporting.domain.results import GROUPS, NO_RESULT, TOO_FEW, Indicator, Result
from samenspel_reporting.domain.small_numbers import covered, is_few

ONE = Indicator.GOALS_MET
PARTS = [ALLIANCE_DESK, *(unit(UUID(int=n)) for n in range(6))]


def told(children: list[int], whole: int | None = None) -> dict[Area, dict[Indicator, Result]]:
    parts = dict(zip(PARTS, children, strict=False))
    every = {**parts, ALLIANCE: sum(children) if whole is None else whole}
    return {area: {ONE: Result(n, n, 0.5)} if n else {} for area, n in every.items()}


@given(
    children=st.lists(st.integers(0, 12), min_size=1, max_size=len(PARTS)),
    data=st.data(),
)
def test_what_is_left_when_all_that_is_shown_is_taken_off_is_never_about_a_few(
    children: list[int], data: st.DataObject
) -> None:
    """A child may have facts in several units: the whole lies between the largest and the sum."""
    shown = covered(told(children, data.draw(st.integers(max(children), sum(children)))))

    seen = {area: each.get(ONE, NO_RESULT) for area, each in shown.items()}
    numbers = {a: r.children for a, r in seen.items() if isinstance(r, Result)}
    assert not any(is_few(number) for number in numbers.values())
    if ALLIANCE in numbers:
        parts = sum(number for area, number in numbers.items() if area != ALLIANCE)
        assert not is_few(numbers[ALLIANCE] - parts)
        hidden = (n for area, n in zip(PARTS, children, strict=False) if area not in numbers)
        assert not is_few(sum(hidden))


@given(children=st.lists(st.integers(5, 12), min_size=1, max_size=len(PARTS)))
def test_nothing_is_hidden_without_need(children: list[int]) -> None:
    every = told(children)

    assert covered(every) == every


def test_the_smallest_other_one_is_hidden_with_a_single_small_one() -> None:
    shown = covered(told([3, 20, 8, 9]))

    hidden = [area for area, each in shown.items() if each[ONE] is TOO_FEW]
    assert hidden == [PARTS[0], PARTS[2]]


def test_more_are_hidden_while_a_child_of_two_units_makes_that_too_little() -> None:
    shown = covered(told([4, 5, 5, 9], whole=16))

    hidden = [area for area, each in shown.items() if each[ONE] is TOO_FEW]
    assert hidden == [PARTS[0], PARTS[1], PARTS[2]]


def test_every_result_stands_under_one_heading() -> None:
    assert sorted(each for group in GROUPS.values() for each in group) == sorted(Indicator)
