"""Unit: rule records and free days come from files; every wrong place is named at once."""

import json
from datetime import date

import pytest

from samenspel_kernel.school_calendar import HolidayRegion
from samenspel_kernel.terms import TermUnit, rule_in_force
from samenspel_platform.calendar_files import read_free_time
from samenspel_platform.table_files import LARGEST_FILE, WrongTable
from samenspel_platform.term_files import read_terms

HEADER = "rule,version,value,unit,startsAt,movesToWorkingDay,source,validFrom"
SIX_WEEKS = "duty-of-care,1,6,weeks,receipt,false,Wpo 40,2014-08-01"
FIVE_WEEKS = "duty-of-care,2,5,weeks,receipt,false,Wpo 40,2027-08-01"
FREE = "kind,name,firstDay,lastDay,region,school,source"


def a_file(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def errors_of(raw: bytes, read: object = read_terms) -> list[tuple[str, str]]:
    assert callable(read)
    with pytest.raises(WrongTable) as refused:
        read(raw)
    return [(error.where, error.what) for error in refused.value.errors]


def test_a_new_version_counts_from_its_first_day() -> None:
    records = read_terms(a_file(HEADER, SIX_WEEKS, FIVE_WEEKS))
    assert rule_in_force(records, "duty-of-care", date(2027, 7, 31)).value == 6
    assert rule_in_force(records, "duty-of-care", date(2027, 8, 1)).value == 5
    assert records[0].unit is TermUnit.WEEKS
    assert records[0].starts_at == "receipt"


def test_json_csv_and_what_a_spreadsheet_makes_of_it_are_the_same() -> None:
    fields = dict(zip(HEADER.split(","), SIX_WEEKS.split(","), strict=True))
    as_json = json.dumps([fields | {"version": 1, "value": 6, "movesToWorkingDay": False}])
    spreadsheet = "\ufeff" + f"{HEADER}\r\n{SIX_WEEKS}\r\n;;;;;;;\r\n".replace(",", ";")
    once = read_terms(a_file(HEADER, SIX_WEEKS))
    assert read_terms(as_json.encode()) == once
    assert read_terms(spreadsheet.encode()) == once


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("duty-of-care,1,5,weeks,receipt,false,Wpo 40,2027-08-01", "version twice"),
        ("duty-of-care,2,5,weeks,receipt,false,Wpo 40,2014-08-01", "overlaps version 1"),
        ("duty-of-care,3,5,weeks,receipt,false,Wpo 40,2013-08-01", "overlaps version 1"),
    ],
)
def test_versions_that_overlap_are_refused(line: str, wrong: str) -> None:
    assert errors_of(a_file(HEADER, SIX_WEEKS, line)) == [("line 3", wrong)]


def test_every_wrong_field_is_named_at_once() -> None:
    found = errors_of(
        a_file(
            HEADER,
            "Duty,0,6,fortnights,receipt,perhaps,,01-08-2014",
            "other,1,13,weeks,receipt,true,Awb,2014-08-01",
        )
    )
    places = [place for place, _ in found]
    assert places == [
        "line 2, rule",
        "line 2, version",
        "line 2, unit",
        "line 2, movesToWorkingDay",
        "line 2, source",
        "line 2, validFrom",
        "line 3",
    ]
    assert found[-1][1] == "a term as long as this does not move (Atw, art. 4)"


def test_a_field_that_no_rule_has_is_refused() -> None:
    assert errors_of(a_file(f"{HEADER},owner", f"{SIX_WEEKS},me")) == [
        ("line 2, owner", "Extra inputs are not permitted")
    ]


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", ("file", "has no rows")),
        (HEADER.encode(), ("file", "has no rows")),
        (b"[]", ("file", "has no rows")),
        (b"[{", ("file", "is not JSON")),
        (b"[" * 100_000, ("file", "is not JSON")),
        (b'["a"]', ("row 1", "Input should be a valid dictionary or instance of TermRow")),
        ("règle".encode("cp1252"), ("file", "is not UTF-8")),
        (b"a" * (LARGEST_FILE + 1), ("file", "is too large")),
        (b'a,b\n"1', ("file", "is not CSV")),
        (b"a,a\n1,2", ("line 1", "a column twice")),
        (b"a,b\n1,2,3", ("line 2", "another number of fields than the header")),
    ],
)
def test_what_is_no_table_is_refused(raw: bytes, error: tuple[str, str]) -> None:
    assert error in errors_of(raw)


def test_an_error_repeats_nothing_of_the_file() -> None:
    secret = "Sem de Vries"
    (error, *_) = errors_of(a_file(HEADER, f"{secret},1,{secret},weeks,receipt,no,x,{secret}"))
    assert secret not in " ".join(error)


def test_each_region_gets_its_own_holidays_and_those_of_all() -> None:
    free = read_free_time(
        a_file(
            FREE,
            "school-holiday,Herfst,2026-10-10,2026-10-18,north,,Regeling",
            "school-holiday,Herfst,2026-10-17,2026-10-25,central,,Regeling",
            "school-holiday,Herfst,2026-10-17,2026-10-25,south,,Regeling",
            "school-holiday,Kerst,2026-12-19,2027-01-03,all,,Regeling",
            "school-day-off,Studiedag,2026-11-04,2026-11-05,,01AB00,Schoolgids",
            "equated-day,Na Hemelvaart,2027-05-07,2027-05-07,,,Staatscourant",
        )
    )
    north = free.of_school(HolidayRegion.NORTH, "01AB00")
    south = free.of_school(HolidayRegion.SOUTH, "02CD00")
    assert north.no_school(date(2026, 10, 12))
    assert south.no_school(date(2026, 10, 12)) is None
    assert south.no_school(date(2026, 12, 21))
    assert north.no_school(date(2026, 11, 5))
    assert south.no_school(date(2026, 11, 5)) is None
    assert not free.working_days().is_working_day(date(2027, 5, 7))
    assert north.no_school(date(2027, 5, 7)) is None


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("school-holiday,Herfst,2026-10-18,2026-10-10,all,,x", "lasts from 1 to 60 days"),
        ("school-holiday,Herfst,2026-10-10,2026-10-18,,,x", "a school holiday has a region"),
        ("equated-day,Dag,2026-10-10,2026-10-10,all,,x", "a school holiday has a region"),
        ("school-day-off,Dag,2026-10-10,2026-10-10,,,x", "days off have a school"),
        ("school-day-off,Dag,2026-10-10,2026-10-10,,x,x", "String should match pattern"),
    ],
)
def test_free_days_that_belong_to_nobody_are_refused(line: str, what: str) -> None:
    (error,) = errors_of(a_file(FREE, line), read_free_time)
    assert error[0].startswith("line 2")
    assert error[1].startswith(what)


def test_a_school_year_needs_all_regions() -> None:
    line = "school-holiday,Herfst,2026-10-10,2026-10-18,north,,x"
    assert errors_of(a_file(FREE, line), read_free_time) == [
        ("school year 2026-2027, region central", "has no holidays"),
        ("school year 2026-2027, region south", "has no holidays"),
    ]


def test_holidays_of_a_region_do_not_overlap() -> None:
    lines = [
        "school-holiday,Herfst,2026-10-10,2026-10-18,all,,x",
        "school-holiday,Najaar,2026-10-18,2026-10-25,south,,x",
    ]
    assert errors_of(a_file(FREE, *lines), read_free_time) == [
        ("school year 2026-2027, region south", "Najaar overlaps Herfst")
    ]
