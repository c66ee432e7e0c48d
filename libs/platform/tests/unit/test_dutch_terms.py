"""Unit: terms in the Dutch calendar, at the days on which a count goes wrong most easily."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samenspel_kernel.clock import dutch_date
from samenspel_kernel.counting import OF_A_SCHOOL, Pause, TermUnit
from samenspel_kernel.days import DayOff, OffKind, in_short
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.running_terms import RunningTerm
from samenspel_kernel.school_calendar import (
    HolidayRegion,
    SchoolCalendar,
    SchoolHoliday,
    SchoolYear,
    holiday_notice,
)
from samenspel_kernel.terms import RuleRecord
from samenspel_platform.calendar import DutchWorkingDays

WORKING_DAYS = DutchWorkingDays({date(2026, 5, 15): "Vrijdag na Hemelvaart"})
SUMMER = {
    HolidayRegion.NORTH: (date(2026, 7, 4), date(2026, 8, 16)),
    HolidayRegion.CENTRAL: (date(2026, 7, 18), date(2026, 8, 30)),
    HolidayRegion.SOUTH: (date(2026, 7, 11), date(2026, 8, 23)),
}
AUTUMN = {
    HolidayRegion.NORTH: (date(2025, 10, 18), date(2025, 10, 26)),
    HolidayRegion.CENTRAL: (date(2025, 10, 18), date(2025, 10, 26)),
    HolidayRegion.SOUTH: (date(2025, 10, 11), date(2025, 10, 19)),
}
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def a_school(region: HolidayRegion, days_off: dict[date, str] | None = None) -> SchoolCalendar:
    holidays = (
        SchoolHoliday("Herfstvakantie", *AUTUMN[region]),
        SchoolHoliday("Kerstvakantie", date(2025, 12, 20), date(2026, 1, 4)),
        SchoolHoliday("Meivakantie", date(2026, 4, 25), date(2026, 5, 3)),
        SchoolHoliday("Zomervakantie", *SUMMER[region]),
    )
    return SchoolCalendar(
        working_days=WORKING_DAYS, years=(SchoolYear(2025, holidays),), days_off=days_off or {}
    )


NORTH = a_school(HolidayRegion.NORTH)


def a_rule(
    value: int, unit: TermUnit, *, moves: bool = False, counts_back: bool = False
) -> RuleRecord:
    return RuleRecord(
        key="a-rule",
        version=1,
        value=value,
        unit=unit,
        moves_to_working_day=moves,
        source="a page",
        valid_from=date(2020, 1, 1),
        counts_back=counts_back,
    )


SIX_WEEKS = a_rule(6, TermUnit.WEEKS)
FOUR_WEEKS = a_rule(4, TermUnit.WEEKS)


@pytest.mark.parametrize(
    ("start", "last_day"),
    [
        (date(2026, 2, 20), date(2026, 4, 7)),  # Good Friday, Easter, and Monday: Tuesday
        (date(2026, 3, 16), date(2026, 4, 28)),  # King's Day
        (date(2025, 3, 15), date(2025, 4, 28)),  # King's Day on the Saturday before a Sunday
        (date(2026, 3, 24), date(2026, 5, 6)),  # Liberation Day in an ordinary year
        (date(2026, 4, 2), date(2026, 5, 18)),  # Ascension Day, then a day that is equated
        (date(2026, 4, 13), date(2026, 5, 26)),  # Whit Monday
        (date(2026, 11, 13), date(2026, 12, 28)),  # Christmas before a weekend
        (date(2025, 11, 20), date(2026, 1, 2)),  # New Year's Day
        (date(2026, 9, 7), date(2026, 10, 19)),  # a worked Monday stays
    ],
)
def test_six_statutory_weeks_move_past_days_that_are_not_worked(
    start: date, last_day: date
) -> None:
    explained = a_rule(6, TermUnit.WEEKS, moves=True).explain(start, WORKING_DAYS)
    assert explained.last_day == last_day
    assert explained.counted_to == start + timedelta(days=42)
    assert len(explained.moved_over) == (last_day - explained.counted_to).days


def test_what_a_day_moved_over_is_named() -> None:
    moved = a_rule(6, TermUnit.WEEKS, moves=True).explain(date(2026, 4, 2), WORKING_DAYS).moved_over
    assert moved == (
        DayOff(date(2026, 5, 14), OffKind.PUBLIC_HOLIDAY, "Hemelvaartsdag"),
        DayOff(date(2026, 5, 15), OffKind.EQUATED_DAY, "Vrijdag na Hemelvaart"),
        DayOff(date(2026, 5, 16), OffKind.WEEKEND),
        DayOff(date(2026, 5, 17), OffKind.WEEKEND),
    )


def test_three_statutory_days_hold_two_working_days() -> None:
    thursday_before_easter = date(2026, 4, 2)
    explained = a_rule(5, TermUnit.DAYS, moves=True).explain(thursday_before_easter, WORKING_DAYS)
    assert explained.counted_to == date(2026, 4, 7)  # Tuesday, the first working day
    assert explained.last_day == date(2026, 4, 8)
    assert [off.kind for off in explained.moved_over] == [OffKind.TOO_FEW_WORKING_DAYS]


def test_two_statutory_days_only_move() -> None:
    friday = date(2026, 9, 11)
    assert a_rule(2, TermUnit.DAYS, moves=True).last_day(friday, WORKING_DAYS) == date(2026, 9, 14)


@pytest.mark.parametrize(
    ("value", "unit"), [(91, TermUnit.DAYS), (13, TermUnit.WEEKS), (4, TermUnit.MONTHS)]
)
def test_a_term_too_long_for_the_act_does_not_move(value: int, unit: TermUnit) -> None:
    with pytest.raises(ValueError, match=r"art\. 4"):
        a_rule(value, unit, moves=True)


def test_a_term_that_counts_back_does_not_move() -> None:
    with pytest.raises(ValueError, match=r"art\. 1 lid 2"):
        a_rule(10, TermUnit.WEEKS, moves=True, counts_back=True)


@pytest.mark.parametrize(
    ("start", "months", "last_day"),
    [
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2027, 10, 31), 24, date(2029, 10, 31)),
    ],
)
def test_months_end_on_the_day_of_their_start_or_the_last_day(
    start: date, months: int, last_day: date
) -> None:
    assert a_rule(months, TermUnit.MONTHS).last_day(start, WORKING_DAYS) == last_day


def test_weeks_pass_a_leap_day_as_any_other() -> None:
    assert SIX_WEEKS.last_day(date(2028, 2, 1), WORKING_DAYS) == date(2028, 3, 14)
    assert SIX_WEEKS.last_day(date(2027, 2, 1), WORKING_DAYS) == date(2027, 3, 15)


@pytest.mark.parametrize(
    ("moment", "last_day"),
    [
        (datetime(2026, 10, 24, 21, 59, tzinfo=UTC), date(2026, 12, 5)),  # 23:59, summer time
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 12, 6)),  # midnight, summer time
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 12, 6)),  # 23:59, winter time
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 12, 7)),  # midnight, winter time
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 2, 12)),  # New Year at midnight
    ],
)
def test_a_term_starts_on_the_dutch_day_of_a_moment(moment: datetime, last_day: date) -> None:
    assert SIX_WEEKS.last_day(dutch_date(moment), WORKING_DAYS) == last_day


def test_a_moment_is_no_start() -> None:
    with pytest.raises(ValueError, match="not at a moment"):
        SIX_WEEKS.last_day(datetime(2026, 9, 7, 23, 30, tzinfo=UTC), WORKING_DAYS)


def test_working_days_pass_over_the_turn_of_the_year() -> None:
    explained = a_rule(5, TermUnit.WORKING_DAYS).explain(date(2026, 12, 23), WORKING_DAYS)
    assert explained.last_day == date(2026, 12, 31)
    assert [(off.kind, off.name, off.days) for off in in_short(explained.skipped)] == [
        (OffKind.PUBLIC_HOLIDAY, "Eerste kerstdag", 1),
        (OffKind.PUBLIC_HOLIDAY, "Tweede kerstdag", 1),
        (OffKind.WEEKEND, "", 1),
    ]


@pytest.mark.parametrize(
    ("region", "last_day"),
    [
        (HolidayRegion.NORTH, date(2025, 10, 29)),
        (HolidayRegion.CENTRAL, date(2025, 10, 29)),
        (HolidayRegion.SOUTH, date(2025, 10, 22)),
    ],
)
def test_school_days_pass_over_the_holiday_of_the_region(
    region: HolidayRegion, last_day: date
) -> None:
    friday_before = AUTUMN[region][0] - timedelta(days=1)
    explained = a_rule(3, TermUnit.SCHOOL_DAYS).explain(friday_before, a_school(region))
    assert explained.last_day == last_day
    names = {off.name for off in explained.skipped if off.kind is OffKind.SCHOOL_HOLIDAY}
    assert names == {"Herfstvakantie"}


def test_the_same_five_school_days_end_on_other_days_in_each_region() -> None:
    rule, start = a_rule(5, TermUnit.SCHOOL_DAYS), date(2026, 7, 1)
    known = {region: rule.explain(start, a_school(region)) for region in HolidayRegion}
    assert known[HolidayRegion.SOUTH].last_day == date(2026, 7, 8)
    assert known[HolidayRegion.CENTRAL].last_day == date(2026, 7, 8)
    assert known[HolidayRegion.NORTH].last_day == date(2026, 8, 19)


def test_a_school_has_lessons_on_liberation_day_and_good_friday_unless_it_says_not() -> None:
    good_friday, liberation = date(2026, 4, 3), date(2026, 5, 5)
    assert NORTH.no_school(good_friday) is None
    assert NORTH.no_school(liberation) is None
    own = a_school(HolidayRegion.NORTH, {good_friday: "Studiedag"})
    assert own.no_school(good_friday) == DayOff(good_friday, OffKind.SCHOOL_DAY_OFF, "Studiedag")


def test_a_public_holiday_is_no_school_day() -> None:
    off = NORTH.no_school(date(2026, 5, 25))
    assert off is not None
    assert off.kind is OffKind.PUBLIC_HOLIDAY


def test_a_school_year_without_known_holidays_is_named_and_counted_in_full() -> None:
    explained = a_rule(5, TermUnit.SCHOOL_DAYS).explain(date(2026, 10, 16), NORTH)
    assert explained.last_day == date(2026, 10, 23)
    assert explained.unknown_years == ("2026-2027",)
    assert a_rule(5, TermUnit.DAYS).explain(date(2026, 10, 16), NORTH).unknown_years == ()
    inside = a_rule(3, TermUnit.SCHOOL_DAYS).explain(date(2026, 3, 2), NORTH)
    assert inside.unknown_years == ()


def test_lesson_weeks_pass_over_holiday_weeks() -> None:
    wednesday = date(2025, 12, 10)
    explained = a_rule(4, TermUnit.LESSON_WEEKS).explain(wednesday, NORTH)
    assert explained.last_day == date(2026, 1, 21)
    assert {off.name for off in explained.skipped} >= {"Kerstvakantie", "Nieuwjaarsdag"}


def test_a_lesson_week_that_starts_in_a_holiday_starts_at_its_end() -> None:
    one = a_rule(1, TermUnit.LESSON_WEEKS)
    assert one.last_day(date(2025, 12, 24), NORTH) == date(2026, 1, 11)


def test_the_last_four_lesson_weeks_leave_out_the_holiday() -> None:
    assert NORTH.lesson_weeks_until(date(2026, 1, 15), 4) == (
        date(2025, 12, 8),
        date(2025, 12, 15),
        date(2026, 1, 5),
        date(2026, 1, 12),
    )


def test_school_days_need_the_calendar_of_a_school() -> None:
    with pytest.raises(ValueError, match="calendar of a school"):
        a_rule(5, TermUnit.SCHOOL_DAYS).last_day(date(2026, 9, 7), WORKING_DAYS)


def test_ten_weeks_before_a_wished_start() -> None:
    rule = a_rule(10, TermUnit.WEEKS, counts_back=True)
    assert rule.last_day(date(2026, 8, 17), WORKING_DAYS) == date(2026, 6, 8)


def test_a_term_that_ends_in_a_school_holiday_is_announced_ten_working_days_before_it() -> None:
    announcement = a_rule(10, TermUnit.WORKING_DAYS, counts_back=True)
    notice = holiday_notice(date(2026, 7, 20), announcement, NORTH)
    assert notice is not None
    assert notice.holiday.name == "Zomervakantie"
    assert notice.announce.last_day == date(2026, 6, 22)
    south = holiday_notice(date(2026, 7, 10), announcement, a_school(HolidayRegion.SOUTH))
    assert south is None


def test_a_first_and_a_last_holiday_day_are_in_it() -> None:
    announcement = a_rule(10, TermUnit.WORKING_DAYS, counts_back=True)
    for day, inside in [
        (date(2026, 7, 3), False),
        (date(2026, 7, 4), True),
        (date(2026, 8, 16), True),
        (date(2026, 8, 17), False),
    ]:
        assert (holiday_notice(day, announcement, NORTH) is not None) is inside


def test_holidays_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        SchoolYear(
            2025,
            (
                SchoolHoliday("een", date(2025, 10, 11), date(2025, 10, 19)),
                SchoolHoliday("twee", date(2025, 10, 19), date(2025, 10, 26)),
            ),
        )


def test_a_holiday_of_another_year_is_refused() -> None:
    with pytest.raises(ValueError, match="another school year"):
        SchoolYear(2025, (SchoolHoliday("zomer", date(2025, 7, 31), date(2025, 8, 9)),))


def a_term(rule: RuleRecord = SIX_WEEKS, start: date = date(2026, 9, 7)) -> RunningTerm:
    return RunningTerm(rule=rule, starts_on=start)


def test_an_extension_is_recorded_on_the_last_day_at_the_latest() -> None:
    day_42, term = date(2026, 10, 19), a_term()
    longer = term.extend(FOUR_WEEKS, on=day_42, reason="advies", calendar=WORKING_DAYS)
    assert longer.last_day(WORKING_DAYS) == date(2026, 11, 16)  # day 70
    with pytest.raises(RuleViolation, match=r"term\.over"):
        term.extend(
            FOUR_WEEKS, on=day_42 + timedelta(days=1), reason="advies", calendar=WORKING_DAYS
        )


def test_an_extension_is_given_once_and_no_longer_than_its_rule() -> None:
    on, term = date(2026, 10, 1), a_term()
    with pytest.raises(RuleViolation, match="too-long"):
        term.extend(FOUR_WEEKS, on=on, reason="advies", calendar=WORKING_DAYS, value=5)
    longer = term.extend(FOUR_WEEKS, on=on, reason="advies", calendar=WORKING_DAYS, value=2)
    assert longer.last_day(WORKING_DAYS) == date(2026, 11, 2)
    with pytest.raises(RuleViolation, match="extended-before"):
        longer.extend(FOUR_WEEKS, on=on, reason="advies", calendar=WORKING_DAYS)
    with pytest.raises(RuleViolation, match="reason-missing"):
        term.extend(FOUR_WEEKS, on=on, reason=" ", calendar=WORKING_DAYS)


def test_an_extension_in_another_unit_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="as the term is"):
        a_term().extend(
            a_rule(5, TermUnit.DAYS), on=date(2026, 10, 1), reason="x", calendar=WORKING_DAYS
        )


def test_a_term_stands_still_from_the_day_after_asking_until_the_day_of_completion() -> None:
    asked, complete = date(2026, 9, 14), date(2026, 9, 24)
    still = a_term().suspend(on=asked, reason="stuk ontbreekt", calendar=WORKING_DAYS)
    running = still.resume(on=complete)
    explained = running.explain(WORKING_DAYS)
    assert explained.pauses == (Pause(date(2026, 9, 15), date(2026, 9, 23)),)
    assert explained.last_day == date(2026, 10, 28)  # nine days later


def test_completion_on_the_day_of_asking_or_the_day_after_gives_no_time() -> None:
    still = a_term().suspend(on=date(2026, 9, 14), reason="stuk", calendar=WORKING_DAYS)
    for day in (date(2026, 9, 14), date(2026, 9, 15)):
        assert still.resume(on=day).last_day(WORKING_DAYS) == date(2026, 10, 19)
    with pytest.raises(RuleViolation, match="too-early"):
        still.resume(on=date(2026, 9, 13))


def test_a_term_that_is_over_can_not_stand_still() -> None:
    with pytest.raises(RuleViolation, match=r"term\.over"):
        a_term().suspend(on=date(2026, 10, 20), reason="stuk", calendar=WORKING_DAYS)


def test_working_days_of_a_pause_are_not_counted_weekends_in_it_neither() -> None:
    term = a_term(a_rule(5, TermUnit.WORKING_DAYS))
    still = term.suspend(on=date(2026, 9, 8), reason="stuk", calendar=WORKING_DAYS)
    running = still.resume(on=date(2026, 9, 15))  # Wednesday to Monday: four working days
    assert running.last_day(WORKING_DAYS) == date(2026, 9, 18)


def test_paused_school_days_lengthen_lesson_weeks() -> None:
    term = a_term(a_rule(2, TermUnit.LESSON_WEEKS), date(2026, 3, 3))
    still = term.suspend(on=date(2026, 3, 4), reason="stuk", calendar=NORTH)
    assert still.resume(on=date(2026, 3, 10)).last_day(NORTH) == date(2026, 3, 20)


@pytest.mark.parametrize("unit", [TermUnit.WORKING_DAYS, TermUnit.SCHOOL_DAYS])
def test_one_day_that_counts_stays_one_over_a_weekend(unit: TermUnit) -> None:
    rule, friday = a_rule(1, unit, moves=True), date(2026, 6, 12)
    assert rule.last_day(friday, NORTH) == date(2026, 6, 15)
    assert rule.last_day(date(2026, 6, 13), NORTH) == date(2026, 6, 15)


@example(start=date(2026, 7, 31), later=1, value=1, unit=TermUnit.WORKING_DAYS, moves=True)
@given(
    start=DAYS,
    later=st.integers(0, 60),
    value=st.integers(1, 60),
    unit=st.sampled_from(TermUnit),
    moves=st.booleans(),
)
def test_a_later_start_never_ends_earlier(
    start: date, later: int, value: int, unit: TermUnit, moves: bool
) -> None:
    value = min(value, 3 if unit is TermUnit.MONTHS else 12)
    rule = a_rule(value, unit, moves=moves)
    first, second = (rule.last_day(day, NORTH) for day in (start, start + timedelta(days=later)))
    assert first <= second


@given(start=DAYS, value=st.integers(1, 90), unit=st.sampled_from(TermUnit))
def test_a_moved_last_day_is_worked(start: date, value: int, unit: TermUnit) -> None:
    value = min(value, 3 if unit is TermUnit.MONTHS else 12)
    explained = a_rule(value, unit, moves=True).explain(start, NORTH)
    assert WORKING_DAYS.is_working_day(explained.last_day)
    assert explained.last_day >= explained.counted_to > start


@given(start=DAYS, value=st.integers(1, 40), unit=st.sampled_from(sorted(OF_A_SCHOOL)))
def test_school_days_and_lesson_weeks_skip_what_they_name(
    start: date, value: int, unit: TermUnit
) -> None:
    explained = a_rule(value, unit).explain(start, NORTH)
    assert all(NORTH.no_school(off.day) == off for off in explained.skipped)


@given(start=DAYS, value=st.integers(1, 60))
def test_counting_back_undoes_counting_on(start: date, value: int) -> None:
    unit = TermUnit.WORKING_DAYS
    end = a_rule(value, unit).last_day(start, WORKING_DAYS)
    back = a_rule(value, unit, counts_back=True).last_day(end, WORKING_DAYS)
    assert back <= start or not WORKING_DAYS.is_working_day(start)
    assert a_rule(value, unit).last_day(back, WORKING_DAYS) == end


@given(
    start=DAYS,
    asked_after=st.integers(0, 42),
    days=st.integers(0, 60),
    unit=st.sampled_from([TermUnit.DAYS, TermUnit.WEEKS]),
)
def test_a_pause_of_n_days_moves_the_last_day_by_n(
    start: date, asked_after: int, days: int, unit: TermUnit
) -> None:
    term = a_term(a_rule(6 if unit is TermUnit.WEEKS else 42, unit), start)
    asked = start + timedelta(days=asked_after)
    still = term.suspend(on=asked, reason="stuk", calendar=WORKING_DAYS)
    running = still.resume(on=asked + timedelta(days=days + 1))
    moved = running.last_day(WORKING_DAYS) - term.last_day(WORKING_DAYS)
    assert moved == timedelta(days=days)


@given(
    start=DAYS,
    days=st.integers(1, 30),
    unit=st.sampled_from([TermUnit.WORKING_DAYS, TermUnit.SCHOOL_DAYS]),
)
def test_a_pause_of_counted_days_leaves_as_many_to_come(
    start: date, days: int, unit: TermUnit
) -> None:
    term = a_term(a_rule(10, unit), start)
    running = term.suspend(on=start, reason="stuk", calendar=NORTH).resume(
        on=start + timedelta(days=days + 1)
    )
    off = NORTH.day_off if unit is TermUnit.WORKING_DAYS else NORTH.no_school
    last = running.last_day(NORTH)
    ran = [
        day
        for n in range(1, (last - start).days + 1)
        if off(day := start + timedelta(days=n)) is None and day > start + timedelta(days=days)
    ]
    assert len(ran) == 10
