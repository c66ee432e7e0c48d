"""What a caller sends about meetings."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from samenspel_arrangements.application.meeting.hold_meeting import WriteDown
from samenspel_arrangements.application.meeting.plan_meeting import TIME, When
from samenspel_arrangements.domain.meeting.ids import MeetingId
from samenspel_arrangements.domain.meeting.joint_action import Doer
from samenspel_arrangements.domain.meeting.people import MOST_INVITED, Came
from samenspel_kernel.ids import DocumentId
from samenspel_platform.bodies import Body, IsoDate

Numbered = Annotated[int, Field(ge=1, le=100)]
Called = Annotated[list[str], Field(max_length=MOST_INVITED)]


class WhenBody(Body):
    """When (`time` as `14:30`) and where one meets."""

    on: IsoDate
    time: Annotated[str, Field(pattern=f"^{TIME.pattern}$")]
    place_name: str
    place_address: str

    def when(self) -> When:
        """Give it."""
        return When(
            on=self.on,
            time=self.time,
            place_name=self.place_name,
            place_address=self.place_address,
        )


class MeetingBody(WhenBody):
    """A meeting; parents, school and unit are invited always, these beside them."""

    subject: str
    with_child: bool = False
    experts: Called = []
    partners: Called = []


class MoveBody(WhenBody):
    """To when it is moved, and why."""

    because: str


class PointBody(Body):
    """A point for the agenda; `ofChild` when the child wants to talk about it."""

    text: str
    of_child: bool = False


class DeclineBody(Body):
    """Who can't come: the place in who was invited, or nothing for oneself.

    Two other days that suit it; without them the others go on without it. `point` goes on the
    agenda.
    """

    place: Numbered | None = None
    first_day: IsoDate | None = None
    second_day: IsoDate | None = None
    point: str = ""

    def days(self) -> tuple[date | None, date | None] | None:
        """Give the other days; None where none is given."""
        days = (self.first_day, self.second_day)
        return None if days == (None, None) else days


class DeclineAsChildBody(Body):
    """The child can't come, or does not want to; `point` goes on the agenda as the child's."""

    wish: Literal["cant-come", "does-not-want"]
    point: str = ""


class KeptDayBody(Body):
    """Why one meets on the planned day all the same; needed where other days were asked."""

    because: str = ""


class ChildPointBody(Body):
    """What the child wants to talk about."""

    text: str


class PaperBody(Body):
    """A document of the case that parents read as well, and why it comes late if it does."""

    document_id: DocumentId
    late_because: str = ""


class AgreementBody(Body):
    """Who does what by when; `who` names an expert or a partner."""

    what: str
    doer: Doer
    who: str = ""
    by: IsoDate


class PresenceBody(Body):
    """Whether somebody was there; `number` is the place in who was invited, from 1."""

    number: Numbered
    came: Came


class SaidBody(Body):
    """What was said of the point with this number."""

    number: Numbered
    said: str


class NotesBody(Body):
    """What is written down: who came, what was said of each point, and what is decided."""

    came: Annotated[list[PresenceBody], Field(max_length=MOST_INVITED)] = []
    minutes: Annotated[list[SaidBody], Field(max_length=100)] = []
    no_minutes_because: str = ""
    decision: str = ""

    def command(self, meeting_id: MeetingId) -> WriteDown:
        """Give it as what is to be written down of a meeting."""
        return WriteDown(
            meeting_id=meeting_id,
            came={each.number: each.came for each in self.came},
            said={each.number: each.said for each in self.minutes},
            none_because=self.no_minutes_because,
            decision=self.decision,
        )


class CancellationBody(Body):
    """Why it is not held."""

    because: str


class SettlementBody(Body):
    """Whether what was agreed is done, and why not if it will not be."""

    done: bool
    because: str = ""
