"""Dates and numbers as English readers expect them; what `dutch` is on a Dutch page."""

from datetime import date, datetime
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from samenspel_kernel.clock import AMSTERDAM
from samenspel_web.dutch import NO_BREAK, calendar_day, whole_years

UNKNOWN = "not known yet"
BRITISH = Locale("en", "GB")


def day(value: date | datetime | None) -> str:
    """Write a day in full: `1 December 2026`."""
    return format_date(calendar_day(value), "d MMMM y", locale=BRITISH) if value else UNKNOWN


def short_day(value: date | datetime | None) -> str:
    """Write a day for a narrow column, all on one line: `1 Dec 2026`."""
    if not value:
        return UNKNOWN
    return format_date(calendar_day(value), "d MMM y", locale=BRITISH).replace(" ", NO_BREAK)


def moment(value: datetime | None) -> str:
    """Write a moment in Dutch time: `1 December 2026 at 14:05`."""
    return f"{day(value)} at {value.astimezone(AMSTERDAM):%H:%M}" if value else UNKNOWN


def relative(value: date | datetime | None, today: date) -> str:
    """Say how far off a last day is: `today`, `tomorrow`, `in 3 days`, `2 days late`."""
    if not value:
        return UNKNOWN
    days = (calendar_day(value) - today).days
    if days < 0:
        return f"{plural(-days, 'day', 'days')} late"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def age(birth_date: date | None, today: date) -> str:
    """Write an age in whole years: `7 years old`."""
    if birth_date is None:
        return UNKNOWN
    return f"{plural(whole_years(birth_date, today), 'year', 'years')} old"


def number(value: float | Decimal | None) -> str:
    """Write a number with English signs, at most one decimal: `1,234.5`; a dash for none."""
    return "\N{EN DASH}" if value is None else format_decimal(value, "#,##0.#", locale=BRITISH)


def euros(cents: int | None) -> str:
    """Write whole cents as euros: `€1,250.50`; a dash for none."""
    if cents is None:
        return "\N{EN DASH}"
    return format_currency(Decimal(cents) / 100, "EUR", locale=BRITISH)


def plural(count: int, one: str, many: str) -> str:
    """Write a count with its noun: `1 day`, `3 days`."""
    return f"{number(count)} {one if count == 1 else many}"
