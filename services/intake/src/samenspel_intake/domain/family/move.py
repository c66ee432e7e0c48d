"""A child goes to another school, municipality or unit from a day on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType
from uuid import UUID

from samenspel_intake.domain.pupil import Place
from samenspel_kernel.ids import PersonId, PupilId

MoveId = NewType("MoveId", UUID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From where to where, and from which day; `done_at` is when it took effect here.

    A move that is to come is planned; of a child one can be.
    """

    id: MoveId
    pupil_id: PupilId
    before: Place
    after: Place
    from_day: date
    recorded_at: datetime
    recorded_by: PersonId | None
    done_at: datetime | None = None

    @property
    def crosses_units(self) -> bool:
        """Tell whether another unit is there for the child from then on."""
        return self.before.unit_id != self.after.unit_id
