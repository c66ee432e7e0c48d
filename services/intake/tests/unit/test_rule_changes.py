"""Unit: what is brought stands beside what is known; nothing that is known changes by it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_intake.domain.terms import calendar_changes
from samenspel_intake.gateways.default_rules import default_places, default_terms
from samenspel_kernel import rule_versions as versions
from samenspel_kernel.counting import TermUnit
from samenspel_kernel.free_days import FreeKind, FreePeriod
from samenspel_kernel.school_calendar import HolidayRegion
from samenspel_kernel.terms import RuleRecord

TODAY = date(2026, 9, 7)
ANSWER = next(record for record in default_terms() if record.key == "handover-answer")
NEXT = replace(ANSWER, version=2, value=7, valid_from=date(2027, 1, 1))
AUTUMN = FreePeriod(
    kind=FreeKind.SCHOOL_HOLIDAY,
    name="Herfstvakantie",
    first_day=date(2026, 10, 10),
    last_day=date(2026, 10, 18),
    source="x",
    region=HolidayRegion.NORTH,
)
TRAINING = replace(AUTUMN, kind=FreeKind.SCHOOL_DAY_OFF, region=None, school="99AA00")


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (replace(NEXT, valid_from=date(2026, 9, 6)), "term.in-the-past"),
        (replace(NEXT, version=3), "term.version-skipped"),
        (replace(ANSWER, value=9), "term.version-known"),
        (replace(NEXT, key="nobodys"), "term.rule-unknown"),
        (replace(NEXT, starts_at="another"), "term.other-start"),
        (replace(NEXT, counts_back=True), "term.other-start"),
    ],
)
def test_a_version_that_would_change_the_past_is_wrong(record: RuleRecord, code: str) -> None:
    found = versions.compare([ANSWER], [record], today=TODAY)
    assert [each.code for each in found.wrong] == [code]
    assert found.new == ()


def test_a_version_counts_from_today_at_the_earliest_and_comes_once() -> None:
    today = replace(NEXT, valid_from=TODAY)
    found = versions.compare([ANSWER], [ANSWER, today], today=TODAY)
    assert (found.known, found.new, found.wrong) == ((ANSWER,), (today,), ())
    again = versions.compare([ANSWER, today], [today], today=date(2028, 1, 1))
    assert (again.known, again.new, again.wrong) == ((today,), (), ())


@given(
    st.lists(
        st.builds(
            replace,
            st.just(NEXT),
            version=st.integers(1, 5),
            value=st.integers(1, 20),
            unit=st.sampled_from([TermUnit.DAYS, TermUnit.WORKING_DAYS]),
            valid_from=st.dates(date(2026, 1, 1), date(2029, 1, 1)),
        ),
        max_size=6,
    )
)
def test_what_is_new_never_counts_before_today_and_leaves_versions_whole(
    brought: list[RuleRecord],
) -> None:
    found = versions.compare([ANSWER], brought, today=TODAY)
    line = [ANSWER, *found.new]
    assert all(record.valid_from >= TODAY for record in found.new)
    assert [record.version for record in line] == list(range(1, len(line) + 1))
    assert [r.valid_from for r in line] == sorted({r.valid_from for r in line})


def test_a_file_is_the_whole_of_the_school_years_that_it_names_and_of_no_other() -> None:
    last_year = replace(AUTUMN, first_day=date(2025, 10, 18), last_day=date(2025, 10, 26))
    moved = replace(AUTUMN, last_day=date(2026, 10, 19))
    other_school = replace(TRAINING, school="99BB00")
    found = calendar_changes.compare([AUTUMN, last_year, TRAINING], [moved, other_school])
    assert found.added == (moved, other_school)
    assert found.removed == (AUTUMN,)
    again = calendar_changes.compare([moved, other_school], [moved, other_school])
    assert (again.added, again.removed) == ((), ())


def test_municipalities_are_in_the_regions_that_they_are_known_by() -> None:
    regions = {place.code: place.region for place in default_places()}
    assert regions["0244"] is HolidayRegion.NORTH  # Hattem, alone in Gelderland
    assert regions["0202"] is HolidayRegion.SOUTH  # Arnhem
    assert regions["0281"] is HolidayRegion.CENTRAL  # Tiel
    assert regions["1959"] is HolidayRegion.CENTRAL  # Altena, in Noord-Brabant
    assert regions["0050"] is HolidayRegion.CENTRAL  # Zeewolde, in Flevoland
