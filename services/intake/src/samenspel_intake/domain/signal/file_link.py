"""A parent lets the family desk look at the file of its child; it ends by itself, or when it says so.

The family desk sees what that parent sees itself. The other parent is not asked: who goes to the
family desk alone does so in confidence.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from uuid import UUID

from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import AllianceId, PersonId, PupilId


class LookFor(Enum):
    """For how long, in days."""

    A_WEEK = 7
    FOUR_WEEKS = 28
    EIGHT_WEEKS = 56


@dataclass(slots=True, kw_only=True)
class FileLink:
    """Holds from the moment that it is given until the end of its last day."""

    id: UUID
    alliance_id: AllianceId
    pupil_id: PupilId
    given_by: PersonId
    given_at: datetime
    last_day: date
    ended_at: datetime | None = None

    @classmethod
    def give(
        cls,
        id_: UUID,
        period: LookFor,
        *,
        alliance_id: AllianceId,
        pupil_id: PupilId,
        by: PersonId,
        at: datetime,
    ) -> "FileLink":
        """Let the family desk look from now on."""
        last_day = dutch_date(at) + timedelta(days=period.value)
        return cls(
            id=id_,
            alliance_id=alliance_id,
            pupil_id=pupil_id,
            given_by=by,
            given_at=at,
            last_day=last_day,
        )

    def is_open(self, at: datetime) -> bool:
        """Tell whether one may look."""
        return self.ended_at is None and self.given_at <= at and dutch_date(at) <= self.last_day

    def end(self, *, at: datetime) -> None:
        """Take it back; again changes nothing."""
        self.ended_at = self.ended_at or at
