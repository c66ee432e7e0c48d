"""The time of the story: what a person would do over weeks is told in seconds."""

from datetime import UTC, date, datetime, time, timedelta

from samenspel_kernel.clock import AMSTERDAM


class StoryClock:
    """Stands on the day of the step that is told; never in a weekend, never in the future."""

    def __init__(self, now: datetime) -> None:
        self._now, self._at = now, now

    def go_to(self, days_ago: int, hour: int = 9, minute: int = 0) -> None:
        """Turn to a moment on a working day, so many days back."""
        day = (self._now - timedelta(days=days_ago)).astimezone(AMSTERDAM).date()
        while day.weekday() > 4:
            day -= timedelta(days=1)
        moment = datetime.combine(day, time(hour, minute), AMSTERDAM).astimezone(UTC)
        self._at = min(moment, self._now)

    def now(self) -> datetime:
        """Give the moment in the story."""
        return self._at

    @property
    def day_of_telling(self) -> date:
        """The day on which the story ends."""
        return self._now.astimezone(AMSTERDAM).date()

    @property
    def today(self) -> date:
        """The day in the story."""
        return self._at.astimezone(AMSTERDAM).date()
