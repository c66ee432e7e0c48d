"""What the forms of a child's way to a place ask."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel

from samenspel_arrangements.domain.places.provision import ProvisionKind
from samenspel_arrangements.domain.places.standing import EndReason


class SeekForm(BaseModel):
    """What kind of place, and why not in regular education."""

    kind: ProvisionKind
    why_not_regular: str = ""


class SeatForm(BaseModel):
    """Where a seat is asked."""

    provision_id: UUID


class AdmissionForm(BaseModel):
    """Whose board admits, from which day, and by what writing."""

    school_id: UUID
    from_day: date
    decision: str = ""


class EnrolmentForm(BaseModel):
    """The day on which the child began."""

    first_day: date


class ReturnForm(BaseModel):
    """To which school the child goes back, from which day."""

    school_id: UUID
    from_day: date


class EndForm(BaseModel):
    """Why nobody has to look on."""

    reason: EndReason


class ButtonForm(BaseModel):
    """A button alone: nothing is filled in."""
