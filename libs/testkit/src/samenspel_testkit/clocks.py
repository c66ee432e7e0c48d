"""Time that moves only when a test says so."""

from datetime import datetime, timedelta


class FixedClock:
    """A Clock that stands still."""

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("a clock needs a moment with a time zone")
        self.at = at

    def now(self) -> datetime:
        """Give the moment at which it stands."""
        return self.at

    def advance(
        self, by: timedelta = timedelta(), *, days: int = 0, hours: int = 0, minutes: int = 0
    ) -> datetime:
        """Move it on, and give the new moment."""
        self.at += by + timedelta(days=days, hours=hours, minutes=minutes)
        return self.at
