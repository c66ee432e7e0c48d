"""Unit: nothing that is missing keeps a child out, and somebody asks for it by a date."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_intake.domain.ages import age_band, age_on
from samenspel_intake.domain.completion import Completion, Missing
from samenspel_intake.domain.pupil import Place, Pupil
from samenspel_intake.domain.pupil_events import (
    CompletionPlanned,
    PupilCompleted,
    PupilRecorded,
)
from samenspel_intake.domain.term_rules import DATA_COMPLETION
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PupilId, SchoolId, UnitId, new_id
from samenspel_kernel.term import Term

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
TODAY = MONDAY.date()
TERM = Term(DATA_COMPLETION, 1, TODAY, date(2026, 9, 21))
SCHOOL, UNIT = SchoolId(new_id()), UnitId(new_id())
AT_SCHOOL = Place(SCHOOL, "9901", UNIT)


def a_pupil(
    *,
    given_name: str = "Sem",
    family_name: str = "Jansen",
    birth_date: date | None = date(2019, 4, 9),
    place: Place = AT_SCHOOL,
    reachable: bool = True,
) -> Pupil:
    return Pupil.register(
        PupilId(new_id()),
        alliance_id=AllianceId(UUID(int=1)),
        given_name=given_name,
        family_name=family_name,
        birth_date=birth_date,
        place=place,
        has_reachable_parent=reachable,
        term=TERM,
        at=MONDAY,
    )


def test_with_everything_known_nobody_has_to_ask() -> None:
    assert a_pupil().completion is None


def test_a_name_to_call_it_by_is_enough() -> None:
    pupil = a_pupil(family_name="", birth_date=None, place=Place(), reachable=False)

    assert pupil.completion is not None
    assert pupil.missing == set(Missing)
    assert pupil.completion.holder == Holder(HolderKind.ALLIANCE_DESK, UUID(int=1))
    assert pupil.completion.next_action.due_on == TERM.last_day


def test_the_school_asks_for_what_is_missing() -> None:
    pupil = a_pupil(reachable=False)
    assert pupil.completion is not None
    assert pupil.completion.holder == Holder(HolderKind.SCHOOL, SCHOOL)
    assert pupil.missing == {Missing.PARENT_CONTACT}


def test_a_child_of_three_needs_no_school_yet() -> None:
    pupil = a_pupil(birth_date=date(2023, 1, 1), place=Place(None, "9901", UNIT))
    assert pupil.missing == frozenset()


def test_a_child_of_five_without_school_has_a_desk_that_asks() -> None:
    pupil = a_pupil(birth_date=date(2021, 1, 1), place=Place(None, "9901", UNIT))
    assert pupil.missing == {Missing.SCHOOL}
    assert pupil.completion is not None
    assert pupil.completion.holder == Holder(HolderKind.UNIT_DESK, UNIT)


def test_what_comes_in_is_missing_no_more() -> None:
    pupil = a_pupil(family_name="", birth_date=None, reachable=False)

    pupil.complete(family_name="Jansen", birth_date=date(2019, 4, 9), at=MONDAY)
    assert pupil.missing == {Missing.PARENT_CONTACT}
    pupil.parent_is_reachable(MONDAY)

    assert pupil.completion is None


def test_it_is_told_who_asks_and_when_nobody_has_to_any_more() -> None:
    pupil = a_pupil(family_name="", birth_date=None, place=Place(), reachable=False)
    registered = pupil.take_events()
    pupil.complete(family_name="Jansen", at=MONDAY)
    named = pupil.take_events()
    pupil.complete(place=AT_SCHOOL, at=MONDAY)
    at_school = pupil.take_events()
    pupil.complete(birth_date=date(2019, 4, 9), at=MONDAY)
    pupil.parent_is_reachable(MONDAY)
    completed = pupil.take_events()

    desk, school = Holder(HolderKind.ALLIANCE_DESK, UUID(int=1)), Holder(HolderKind.SCHOOL, SCHOOL)
    asks = [
        [(e.holder, e.next_action.due_on) for e in events if isinstance(e, CompletionPlanned)]
        for events in (registered, named, at_school, completed)
    ]
    assert asks == [[(desk, TERM.last_day)], [], [(school, TERM.last_day)], []]
    assert isinstance(completed[-1], PupilCompleted)


def test_of_a_child_of_whom_all_is_known_nothing_is_told_to_be_missing() -> None:
    assert [type(event) for event in a_pupil().take_events()] == [PupilRecorded]


def test_a_school_is_filled_in_and_not_changed() -> None:
    pupil = a_pupil(place=Place(None, "9901", None))
    pupil.complete(place=AT_SCHOOL, at=MONDAY)
    assert (pupil.school_id, pupil.unit_id, pupil.completion) == (SCHOOL, UNIT, None)

    with pytest.raises(RuleViolation, match=r"pupil\.school-already-known"):
        pupil.complete(place=Place(SchoolId(new_id())), at=MONDAY)


@pytest.mark.parametrize(
    ("birth_date", "code"),
    [
        (date(2026, 9, 8), "pupil.birth-date-in-future"),
        (date(2011, 9, 7), "pupil.too-old"),
        (date(2000, 1, 1), "pupil.too-old"),
    ],
)
def test_a_birth_date_that_cannot_be_is_refused(birth_date: date, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        a_pupil(birth_date=birth_date)
    assert [(e.field, e.code) for e in refused.value.errors] == [("birth_date", code)]


@pytest.mark.parametrize("birth_date", [date(2011, 9, 8), TODAY])
def test_children_up_to_and_with_fourteen_are_welcome(birth_date: date) -> None:
    assert a_pupil(birth_date=birth_date).birth_date == birth_date


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("  ", "name.missing"),
        ("x" * 101, "name.too-long"),
        ("Sem\nJansen", "name.not-text"),
        ("bsn 111222333", "text.contains-bsn"),
    ],
)
def test_what_is_no_name_is_refused(name: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        a_pupil(given_name=name)
    assert [(e.field, e.code) for e in refused.value.errors] == [("given_name", code)]


def test_a_completion_of_nothing_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="without anything missing"):
        Completion(frozenset(), Holder(HolderKind.SCHOOL, SCHOOL), NextAction("x", TODAY))


@given(
    family_name=st.sampled_from(["", "Jansen"]),
    birth_date=st.none() | st.dates(date(2012, 1, 1), TODAY),
    place=st.sampled_from([Place(), Place(None, "9901", UNIT), AT_SCHOOL]),
    reachable=st.booleans(),
)
def test_missing_and_somebody_who_asks_go_together(
    family_name: str, birth_date: date | None, place: Place, reachable: bool
) -> None:
    pupil = a_pupil(
        family_name=family_name, birth_date=birth_date, place=place, reachable=reachable
    )
    assert (pupil.completion is None) == (not pupil.missing)
    assert (Missing.BIRTH_DATE in pupil.missing) == (birth_date is None)


@given(st.dates(date(2012, 1, 1), TODAY))
def test_an_age_band_holds_the_age(birth_date: date) -> None:
    first, _, last = age_band(birth_date, TODAY).partition("-")
    assert int(first) <= age_on(birth_date, TODAY) <= int(last)


def test_without_a_birth_date_the_band_is_unknown() -> None:
    assert age_band(None, TODAY) == "unknown"
    assert age_band(date(2005, 1, 1), TODAY) == "15-plus"
