"""The period that a page's form asks for."""

from collections.abc import Mapping
from datetime import date

from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_reporting.application.asked_period import AskedPeriod


def asked_period(typed: Mapping[str, str]) -> AskedPeriod:
    """Read it; a field that is blank asks for nothing. InvalidInput for what is no date."""
    days: dict[str, date | None] = {}
    wrong = []
    for name in ("period_first", "period_last"):
        text = typed.get(name, "").strip()
        try:
            days[name] = date.fromisoformat(text) if text else None
        except ValueError:
            wrong.append(FieldError(name, "input.date"))
    if wrong:
        raise InvalidInput(*wrong)
    return AskedPeriod(days["period_first"], days["period_last"])
