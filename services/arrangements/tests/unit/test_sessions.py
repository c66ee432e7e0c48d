"""Unit: sessions are planned in a row within the help; what nobody says of one is told once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.arrangement import Arrangement, ArrangementKind, Period
from samenspel_arrangements.domain.help.course import Ended, EndReason, Started
from samenspel_arrangements.domain.help.ids import SessionId
from samenspel_arrangements.domain.help.session import (
    CalledOff,
    Dropped,
    Given,
    Hindrance,
    Missed,
    Move,
    NotGiven,
    Planned,
    Session,
    SessionCalledOff,
    SessionGiven,
    SessionLeftUnrecorded,
    SessionMissed,
    SessionMoved,
)
from samenspel_arrangements.domain.help.session_row import MOST_AT_ONCE, Row
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    ArrangementId,
    CaseId,
    PersonId,
    PupilId,
    SupportRequestId,
)
from samenspel_kernel.school_calendar import SchoolCalendar, SchoolHoliday, SchoolYear
from samenspel_kernel.term import Term
from samenspel_platform.calendar import DutchWorkingDays

MONDAY = date(2026, 9, 14)
END = date(2027, 3, 12)
GIVER = PersonId(uuid4())
AUTUMN = SchoolHoliday("Herfstvakantie", date(2026, 10, 10), date(2026, 10, 18))
SCHOOL = SchoolCalendar(working_days=DutchWorkingDays(), years=())
IN_THE_NORTH = replace(SCHOOL, years=(SchoolYear(2026, (AUTUMN,)),))


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC)


def help_(**other: object) -> Arrangement:
    granted = Arrangement(
        id=ArrangementId(uuid4()),
        alliance_id=AllianceId(uuid4()),
        unit_id=None,
        case_id=CaseId(uuid4()),
        support_request_id=SupportRequestId(uuid4()),
        pupil_id=PupilId(uuid4()),
        school_id=None,
        kind=ArrangementKind.INDIVIDUAL,
        description="Samen lezen.",
        period=Period(starts_on=MONDAY, planned_end_on=END, evaluation_on=date(2027, 2, 12)),
        granted_by=GIVER,
        granted_at=at(date(2026, 9, 7)),
    )
    return replace(granted, **other) if other else granted  # type: ignore[arg-type]


def session(on: date = MONDAY) -> Session:
    return Session.plan(
        help_(),
        id_=SessionId(uuid4()),
        on=on,
        giver_id=GIVER,
        record=Term("session-record", 1, on, on + timedelta(days=7)),
    )


def test_a_row_has_the_same_day_of_each_week_until_the_last_day() -> None:
    row = Row(first_on=MONDAY, until=date(2026, 10, 4), weeks=1)

    assert row.days(help_(), SCHOOL) == (MONDAY, date(2026, 9, 21), date(2026, 9, 28))
    assert replace(row, weeks=2).days(help_(), SCHOOL) == (MONDAY, date(2026, 9, 28))


@pytest.mark.parametrize(
    ("row", "error"),
    [
        (Row(first_on=date(2026, 9, 11), until=END), "first_on: session.before-the-help"),
        (Row(first_on=MONDAY, until=date(2026, 9, 13)), "until: session.ends-before-start"),
        (Row(first_on=MONDAY, until=date(2027, 3, 13)), "until: session.after-the-help"),
        (Row(first_on=MONDAY, until=END, weeks=0), "weeks: session.weeks-between"),
        (Row(first_on=MONDAY, until=END, weeks=9), "weeks: session.weeks-between"),
    ],
)
def test_a_row_outside_the_help_is_refused_at_its_field(row: Row, error: str) -> None:
    with pytest.raises(InvalidInput, match=error):
        row.days(help_(), SCHOOL)


@given(
    first=st.dates(date(2026, 8, 1), date(2029, 12, 31)),
    days=st.integers(-30, 900),
    weeks=st.integers(-1, 12),
)
def test_a_row_is_within_the_help_and_bounded_or_refused(
    first: date, days: int, weeks: int
) -> None:
    long = Period(
        starts_on=MONDAY, planned_end_on=date(2028, 12, 31), evaluation_on=date(2027, 2, 12)
    )
    granted = help_(period=long)
    try:
        planned = Row(first_on=first, until=first + timedelta(days=days), weeks=weeks).days(
            granted, SCHOOL
        )
    except InvalidInput:
        return
    assert 1 <= len(planned) <= MOST_AT_ONCE
    assert planned[0] >= first >= granted.first_day
    assert planned[-1] <= min(first + timedelta(days=days), long.planned_end_on)
    assert {day.weekday() for day in planned} == {first.weekday()}


def test_a_row_leaves_out_days_on_which_the_child_has_no_school() -> None:
    def days(first: date, until: date, school: SchoolCalendar) -> tuple[date, ...]:
        return Row(first_on=first, until=until).days(help_(), school)

    before, within, after = date(2026, 10, 5), date(2026, 10, 12), date(2026, 10, 19)
    assert days(before, after, SCHOOL) == (before, within, after)
    assert days(before, after, IN_THE_NORTH) == (before, after)
    assert days(within, within, IN_THE_NORTH) == (within,), "one chosen day stays"
    assert len(days(date(2026, 10, 3), date(2026, 10, 24), IN_THE_NORTH)) == 4, "on Saturdays"
    two = Row(first_on=date(2026, 12, 25), until=date(2027, 1, 1))
    with pytest.raises(InvalidInput, match=r"until: session\.no-school"):
        two.days(help_(), SCHOOL)


def test_help_that_began_early_has_sessions_from_then_on() -> None:
    begun = help_(course=Started(date(2026, 9, 8)))

    assert Row(first_on=date(2026, 9, 8), until=date(2026, 9, 8)).days(begun, SCHOOL)


def test_help_that_ended_has_no_new_sessions() -> None:
    over = help_(course=Ended(date(2026, 9, 8), EndReason.OTHER_HELP))

    with pytest.raises(RuleViolation, match=r"help\.not-now"):
        Session.plan(
            over,
            id_=SessionId(uuid4()),
            on=MONDAY,
            giver_id=GIVER,
            record=Term("session-record", 1, MONDAY, END),
        )


def test_it_is_recorded_from_its_day_on_and_the_newest_word_counts() -> None:
    one = session()
    with pytest.raises(RuleViolation, match=r"session\.in-the-future"):
        one.give(by=GIVER, at=at(date(2026, 9, 13)))

    one.give(by=GIVER, at=at(MONDAY))
    one.give(by=GIVER, at=at(MONDAY))
    one.miss(Missed.CHILD_ABSENT, by=GIVER, at=at(MONDAY))
    one.miss(Missed.CHILD_ABSENT, by=GIVER, at=at(MONDAY))

    assert one.standing == NotGiven(GIVER, Missed.CHILD_ABSENT)
    assert [type(event) for event in one.take_events()] == [SessionGiven, SessionMissed]
    one.give(by=GIVER, at=at(MONDAY))
    assert [type(event) for event in one.take_events()] == [SessionGiven]


def test_what_nobody_says_is_told_once_and_can_be_said_late() -> None:
    one = session()

    assert one.next_look() == date(2026, 9, 22)
    one.look(take_up_by=END, at=at(date(2026, 9, 21)))
    assert one.take_events() == ()
    one.look(take_up_by=END, at=at(date(2026, 9, 22)))
    one.look(take_up_by=END, at=at(date(2026, 9, 23)))
    one.give(by=GIVER, at=at(date(2026, 10, 1)))

    told, given_ = one.take_events()
    assert isinstance(told, SessionLeftUnrecorded)
    assert isinstance(given_, SessionGiven)
    assert one.next_look() is None


def test_a_late_word_tells_that_it_was_late() -> None:
    one = session()

    one.miss(Missed.OTHER, by=GIVER, at=at(date(2026, 10, 1)))

    assert [type(e) for e in one.take_events()] == [SessionLeftUnrecorded, SessionMissed]


def test_what_was_dropped_is_not_given_any_more_and_a_word_is_never_dropped() -> None:
    one, other = session(), session()
    one.drop()
    other.give(by=GIVER, at=at(MONDAY))
    other.drop()

    assert one.standing == Dropped()
    assert one.next_look() is None
    assert other.standing == Given(GIVER)
    with pytest.raises(RuleViolation, match=r"session\.not-now"):
        one.give(by=GIVER, at=at(MONDAY))


STEPS = st.sampled_from(["give", "miss", "drop", "look"])


@given(steps=st.lists(st.tuples(STEPS, st.dates(date(2026, 9, 1), END)), max_size=12))
def test_whatever_happens_the_term_that_passed_without_a_word_is_told_exactly_once(
    steps: list[tuple[str, date]],
) -> None:
    one, told = session(), 0
    for step, day in sorted(steps, key=lambda each: each[1]):
        silent = isinstance(one.standing, Planned)
        try:
            match step:
                case "give":
                    one.give(by=GIVER, at=at(day))
                case "miss":
                    one.miss(Missed.OTHER, by=GIVER, at=at(day))
                case "drop":
                    one.drop()
                case _:
                    one.look(take_up_by=END, at=at(day))
        except RuleViolation:
            continue
        new = [e for e in one.take_events() if isinstance(e, SessionLeftUnrecorded)]
        told += len(new)
        assert told <= 1
        if silent and step == "look" and day > one.record.last_day:
            assert told == 1


def test_a_planned_session_is_moved_and_its_term_counts_anew() -> None:
    one, granted, to = session(), help_(), date(2026, 9, 17)
    late, record = date(2026, 9, 23), Term("session-record", 1, to, to + timedelta(days=7))
    one.look(take_up_by=late, at=at(late))
    assert one.is_told
    move = Move(MONDAY, GIVER, late, Hindrance.CHILD_ILL)
    for wrong, why in (
        (MONDAY, "same-day"),
        (date(2026, 9, 11), "before-the-help"),
        (date(2027, 3, 13), "after-the-help"),
    ):
        with pytest.raises(InvalidInput, match=rf"to: session\.{why}"):
            one.move(granted, move, to=wrong, record=record, at=at(late))
    one.move(granted, move, to=to, record=record, at=at(late))

    assert (one.on, one.record, one.moves, one.is_told) == (to, record, (move,), False)
    assert one.next_look() == record.last_day + timedelta(days=1)
    assert [type(event) for event in one.take_events()] == [SessionLeftUnrecorded, SessionMoved]
    over = help_(course=Ended(date(2026, 9, 8), EndReason.OTHER_HELP))
    with pytest.raises(RuleViolation, match=r"help\.not-now"):
        one.move(over, move, to=MONDAY, record=record, at=at(late))


def test_what_was_called_off_can_be_said_to_be_given_and_is_never_moved_or_late() -> None:
    one, off = session(), CalledOff(GIVER, Hindrance.HOLIDAY, date(2026, 9, 16))
    one.call_off(off, at=at(date(2026, 9, 9)))
    assert (one.standing, one.next_look()) == (off, None)
    one.drop()
    assert one.standing == off
    with pytest.raises(RuleViolation, match=r"session\.not-now"):
        one.call_off(off, at=at(MONDAY))
    with pytest.raises(RuleViolation, match=r"session\.not-now"):
        one.move(help_(), Move(MONDAY, GIVER, MONDAY), to=END, record=one.record, at=at(MONDAY))
    one.give(by=GIVER, at=at(MONDAY))

    assert [type(event) for event in one.take_events()] == [SessionCalledOff, SessionGiven]
