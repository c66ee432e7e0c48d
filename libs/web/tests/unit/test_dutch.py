from datetime import UTC, date, datetime

import pytest

from samenspel_web import dutch

TODAY = date(2026, 11, 28)


def test_dates_are_written_in_dutch() -> None:
    assert dutch.day(date(2026, 12, 1)) == "1 december 2026"
    assert dutch.short_day(date(2026, 12, 1)) == "1\u00a0dec\u00a02026"
    assert dutch.short_day(date(2027, 3, 1)) == "1\u00a0mrt\u00a02027"


def test_a_moment_is_written_in_dutch_time() -> None:
    late_in_utc = datetime(2026, 11, 30, 23, 5, tzinfo=UTC)

    assert dutch.moment(late_in_utc) == "1 december 2026 om 00:05"
    assert dutch.day(late_in_utc) == "1 december 2026"


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (date(2026, 11, 26), "2 dagen te laat", "danger"),
        (date(2026, 11, 27), "1 dag te laat", "danger"),
        (date(2026, 11, 28), "vandaag", "warning"),
        (date(2026, 11, 29), "morgen", "warning"),
        (date(2026, 12, 1), "over 3 dagen", "warning"),
        (date(2026, 12, 2), "over 4 dagen", "neutral"),
    ],
)
def test_a_last_day_is_told_from_today(due: date, words: str, tone: str) -> None:
    assert dutch.relative(due, TODAY) == words
    assert dutch.due_tone(due, TODAY) == tone


@pytest.mark.parametrize(
    ("birth_date", "words"),
    [
        (date(2018, 11, 28), "8 jaar"),
        (date(2018, 11, 29), "7 jaar"),
        (date(2024, 2, 29), "2 jaar"),
        (date(2026, 11, 1), "0 jaar"),
    ],
)
def test_an_age_counts_birthdays(birth_date: date, words: str) -> None:
    assert dutch.age(birth_date, TODAY) == words


def test_numbers_have_dutch_signs() -> None:
    assert dutch.number(1234.5) == "1.234,5"
    assert dutch.number(18.0) == "18"
    assert dutch.plural(1, "dag", "dagen") == "1 dag"
    assert dutch.plural(1200, "dag", "dagen") == "1.200 dagen"


def test_what_is_not_known_is_said() -> None:
    assert dutch.day(None) == dutch.relative(None, TODAY) == dutch.age(None, TODAY)
    assert dutch.day(None) == "nog niet bekend"
    assert dutch.number(None) == "\N{EN DASH}"


def test_cents_are_written_as_euros() -> None:
    assert dutch.euros(125050) == "€\N{NO-BREAK SPACE}1.250,50"
    assert dutch.euros(-1) == "€\N{NO-BREAK SPACE}-0,01"
    assert dutch.euros(None) == "\N{EN DASH}"
