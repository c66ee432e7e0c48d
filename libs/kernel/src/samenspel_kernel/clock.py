"""Time is an argument, never a global."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Give the present moment, in UTC."""
        ...


class SystemClock:
    """The wall clock."""

    def now(self) -> datetime:
        """Give the present moment, in UTC."""
        return datetime.now(UTC)


def dutch_date(moment: datetime) -> date:
    """Give the calendar day of a moment in the Netherlands; legal terms count in these."""
    return moment.astimezone(AMSTERDAM).date()
