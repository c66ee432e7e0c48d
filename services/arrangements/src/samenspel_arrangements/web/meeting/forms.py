"""What the forms of a meeting ask."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from samenspel_arrangements.application.meeting.plan_meeting import When
from samenspel_arrangements.domain.meeting.joint_action import Doer


class WhenForm(BaseModel):
    """When and where."""

    on: date
    time: str = ""
    place_name: str = ""
    place_address: str = ""

    def when(self) -> When:
        """Give it."""
        return When(
            on=self.on,
            time=self.time,
            place_name=self.place_name,
            place_address=self.place_address,
        )


class NewForm(WhenForm):
    """A meeting; experts and partners a line each."""

    subject: str = ""
    with_child: bool = False
    experts: str = ""
    partners: str = ""


class MoveForm(WhenForm):
    """To when, and why."""

    because: str = ""


class PointForm(BaseModel):
    """A point for the agenda."""

    text: str = ""
    of_child: bool = False


class DeclineForm(BaseModel):
    """Who can't come, and what then: two other days, or that the others go on."""

    who_cant: int | None = Field(default=None, ge=1, le=100)
    wish: Literal["other-days", "go-on"]
    first_day: date | None = None
    second_day: date | None = None
    own_point: str = ""


class DeclineAsChildForm(BaseModel):
    """The child can't come, or does not want to."""

    wish: Literal["cant-come", "does-not-want"]
    point: str = ""


class KeepForm(BaseModel):
    """Why one meets on the planned day all the same."""

    keep_because: str = ""


class ChildPointForm(BaseModel):
    """What the child wants to talk about."""

    text: str = ""


class PaperForm(BaseModel):
    """Which document, and why it is late."""

    document_id: UUID
    late_because: str = ""


class CancelForm(BaseModel):
    """Why it is not held."""

    why_not: str = ""


class SettleForm(BaseModel):
    """Which action, whether it is done, and why not."""

    number: int = Field(ge=1, le=100)
    done: bool
    reason: str = ""


class AgreeForm(BaseModel):
    """Who does what by when."""

    what: str = ""
    doer: Doer
    who: str = ""
    by: date
