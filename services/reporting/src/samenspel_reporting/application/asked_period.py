"""The period that a caller asks for, which may leave out either end."""

from dataclasses import dataclass
from datetime import date

from samenspel_reporting.domain.period import Period, period_of


@dataclass(frozen=True, slots=True)
class AskedPeriod:
    """The ends that were given."""

    first: date | None = None
    last: date | None = None

    def on(self, today: date) -> Period:
        """Fill in the ends that were left out; InvalidInput if they don't fit."""
        return period_of(self.first, self.last, today=today)
