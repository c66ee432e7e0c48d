from datetime import UTC, date, datetime

import pytest

from samenspel_web import english
from samenspel_web.filters import FILTERS
from samenspel_web.language import speaking

TODAY = date(2026, 11, 28)


def test_dates_are_written_in_english() -> None:
    assert english.day(date(2026, 12, 1)) == "1 December 2026"
    assert english.short_day(date(2026, 12, 1)) == "1\u00a0Dec\u00a02026"
    assert english.moment(datetime(2026, 11, 30, 23, 5, tzinfo=UTC)) == "1 December 2026 at 00:05"


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 26), "2 days late"),
        (date(2026, 11, 27), "1 day late"),
        (date(2026, 11, 28), "today"),
        (date(2026, 11, 29), "tomorrow"),
        (date(2026, 12, 1), "in 3 days"),
        (None, "not known yet"),
    ],
)
def test_a_last_day_is_told_from_today(due: date | None, words: str) -> None:
    assert english.relative(due, TODAY) == words


def test_ages_and_numbers_have_english_words_and_signs() -> None:
    assert english.age(date(2018, 11, 28), TODAY) == "8 years old"
    assert english.age(None, TODAY) == "not known yet"
    assert english.number(1234.5) == "1,234.5"


def test_the_filters_follow_the_language_of_the_page() -> None:
    with speaking("en"):
        assert FILTERS["day"](TODAY) == "28 November 2026"
        assert FILTERS["plural"](2, "case", "cases") == "2 cases"
    assert FILTERS["day"](TODAY) == "28 november 2026"


def test_cents_are_written_as_euros() -> None:
    assert english.euros(125050) == "€1,250.50"
    assert english.euros(None) == "\N{EN DASH}"
