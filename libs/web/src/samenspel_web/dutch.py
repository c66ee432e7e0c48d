"""Dates and numbers as Dutch readers expect them."""

from datetime import date, datetime
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from samenspel_kernel.clock import AMSTERDAM

UNKNOWN = "nog niet bekend"
DUTCH = Locale("nl")
NO_BREAK = "\u00a0"


def calendar_day(moment: date | datetime) -> date:
    """Give the Dutch calendar day of a moment."""
    return moment.astimezone(AMSTERDAM).date() if isinstance(moment, datetime) else moment


def day(value: date | datetime | None) -> str:
    """Write a day in full: `1 december 2026`."""
    return format_date(calendar_day(value), "d MMMM y", locale=DUTCH) if value else UNKNOWN


def short_day(value: date | datetime | None) -> str:
    """Write a day for a narrow column, all on one line: `1 dec 2026`."""
    if not value:
        return UNKNOWN
    written = format_date(calendar_day(value), "d MMM y", locale=DUTCH).replace(".", "")
    return written.replace(" ", NO_BREAK)


def moment(value: datetime | None) -> str:
    """Write a moment in Dutch time: `1 december 2026 om 14:05`."""
    return f"{day(value)} om {value.astimezone(AMSTERDAM):%H:%M}" if value else UNKNOWN


def relative(value: date | datetime | None, today: date) -> str:
    """Say how far off a last day is: `vandaag`, `morgen`, `over 3 dagen`, `2 dagen te laat`."""
    if not value:
        return UNKNOWN
    days = (calendar_day(value) - today).days
    if days < 0:
        return f"{plural(-days, 'dag', 'dagen')} te laat"
    return {0: "vandaag", 1: "morgen"}.get(days, f"over {days} dagen")


def due_tone(value: date | datetime, today: date) -> str:
    """Give the tone of a last day: danger when passed, warning in its last three days."""
    days = (calendar_day(value) - today).days
    if days < 0:
        return "danger"
    return "warning" if days <= 3 else "neutral"


def age(birth_date: date | None, today: date) -> str:
    """Write an age in whole years: `7 jaar`."""
    if birth_date is None:
        return UNKNOWN
    return f"{whole_years(birth_date, today)} jaar"


def whole_years(birth_date: date, today: date) -> int:
    """Count the birthdays that someone had."""
    had_birthday = (today.month, today.day) >= (birth_date.month, birth_date.day)
    return today.year - birth_date.year - (not had_birthday)


def number(value: float | Decimal | None) -> str:
    """Write a number with Dutch signs, at most one decimal: `1.234,5`; `-` where there is none."""
    return "–" if value is None else format_decimal(value, "#,##0.#", locale=DUTCH)  # noqa: RUF001


def euros(cents: int | None) -> str:
    """Write whole cents as euros: `€ 1.250,50`; a dash for none."""
    if cents is None:
        return "\N{EN DASH}"
    return format_currency(Decimal(cents) / 100, "EUR", locale=DUTCH)


def plural(count: int, one: str, many: str) -> str:
    """Write a count with its noun: `1 dag`, `3 dagen`."""
    return f"{number(count)} {one if count == 1 else many}"
