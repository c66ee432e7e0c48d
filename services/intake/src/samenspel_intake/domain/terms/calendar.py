"""The school calendar of an alliance, as others are told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID, uuid5

from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.free_days import FreePeriod
from samenspel_kernel.school_calendar import HolidayRegion

CalendarId = NewType("CalendarId", UUID)


def calendar_of(alliance_id: UUID) -> CalendarId:
    """Name the one calendar of an alliance."""
    return CalendarId(uuid5(alliance_id, "school-calendar"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRecorded(DomainEvent):
    """Free days or regions changed; `places` are regions by the codes of schools and municipalities."""

    calendar_id: CalendarId
    periods: tuple[FreePeriod, ...]
    places: Mapping[str, HolidayRegion]


@dataclass(eq=False, kw_only=True)
class AllianceCalendar(Aggregate[CalendarId]):
    """The one calendar of an alliance; its days are rows of their own, it says that they changed."""

    def record(
        self,
        periods: Sequence[FreePeriod],
        places: Mapping[str, HolidayRegion],
        *,
        at: datetime,
    ) -> None:
        """Make known what it is now, as a whole."""
        self._record(
            CalendarRecorded(
                occurred_at=at, calendar_id=self.id, periods=tuple(periods), places=places
            )
        )
