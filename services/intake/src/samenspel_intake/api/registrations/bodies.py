"""What callers send of a registration: whom and where, and each step with what it says."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from samenspel_intake.api.pupils import PupilBody, Text
from samenspel_intake.application.registrations.end_search import (
    ChildDied,
    Outcome,
    WentAbroad,
)
from samenspel_intake.application.registrations.parents_say import Complete
from samenspel_intake.application.registrations.register import Register
from samenspel_intake.application.registrations.steps import (
    Admit,
    Ask,
    Confirm,
    Declare,
    Defer,
    Extend,
    HaveNoPlace,
    Place,
    Refuse,
    Resume,
    Step,
)
from samenspel_intake.domain.registration.ending import Ground, PlaceKind
from samenspel_intake.domain.registration.filing import Origin
from samenspel_intake.domain.registration.texts import LONGEST_PLACE
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId, SchoolId
from samenspel_platform.bodies import Body, IsoDate

MOST_PREFERENCES = 10
Preferences = Annotated[tuple[UUID, ...], Field(max_length=MOST_PREFERENCES)]
Paper = Annotated[str, Field(max_length=LONGEST_PLACE)]


class RegistrationBody(Body):
    """A registration: at a school, or for the desk that finds one; `paper` is where it lies."""

    pupil_id: UUID | None = None
    pupil: PupilBody | None = None
    school_id: UUID | None = None
    origin: Origin = Origin.HOME
    enrolled_at: UUID | None = None
    preferences: Preferences = ()
    expects_support: bool | None = None
    wished_start: IsoDate | None = None
    received_on: IsoDate | None = None
    paper: Paper = ""

    def command(self) -> Register:
        """Give the command; InvalidInput unless there is exactly one pupil."""
        if (self.pupil_id is None) is (self.pupil is None):
            code = "pupil.named-twice" if self.pupil else "pupil.missing"
            raise InvalidInput(FieldError("pupil", code))
        return Register(
            pupil=self.pupil.command() if self.pupil else PupilId(self.pupil_id or UUID(int=0)),
            school_id=SchoolId(self.school_id) if self.school_id else None,
            origin=self.origin,
            enrolled_at=SchoolId(self.enrolled_at) if self.enrolled_at else None,
            preferences=_schools(self.preferences),
            expects_support=self.expects_support,
            wished_start=self.wished_start,
            received_on=self.received_on,
            paper=self.paper,
        )


class RegistrationCompletionBody(Body):
    """All schools where the child is registered, the first preference in front; and its needs."""

    preferences: Annotated[Preferences, Field(min_length=1)]
    expects_support: bool

    def command(self) -> Complete:
        """Give the command."""
        return Complete(
            preferences=_schools(self.preferences), expects_support=self.expects_support
        )


class ConfirmationBody(Body):
    """The school confirms the receipt to the parents."""

    kind: Literal["confirmation"]

    def step(self) -> Step:
        """Give the step."""
        return Confirm()


class QuestionBody(Body):
    """The school asks the parents for what it needs to decide."""

    kind: Literal["question"]
    words: Text

    def step(self) -> Step:
        """Give the step."""
        return Ask(words=self.words)


class ExtensionBody(Body):
    """The school takes more time to decide, until a day; after the last day it has no effect."""

    kind: Literal["extension"]
    until: IsoDate
    reason: Text

    def step(self) -> Step:
        """Give the step."""
        return Extend(until=self.until, reason=self.reason)


class DeferralBody(Body):
    """School and parents agreed to look again on a day."""

    kind: Literal["deferral"]
    follow_up: IsoDate
    paper: Paper

    def step(self) -> Step:
        """Give the step."""
        return Defer(follow_up=self.follow_up, paper=self.paper)


class ResumptionBody(Body):
    """The school looks again; the weeks count from now."""

    kind: Literal["resumption"]

    def step(self) -> Step:
        """Give the step."""
        return Resume()


class PlacementBody(Body):
    """The child has its place for the time being."""

    kind: Literal["placement"]
    from_day: IsoDate

    def step(self) -> Step:
        """Give the step."""
        return Place(from_day=self.from_day)


class AdmissionBody(Body):
    """The school takes the child."""

    kind: Literal["admission"]
    from_day: IsoDate

    def step(self) -> Step:
        """Give the step."""
        return Admit(from_day=self.from_day)


class DeclarationBody(Body):
    """Another school declared in writing that it takes the child; `paper` is where that lies."""

    kind: Literal["declaration"]
    school_id: UUID
    place: PlaceKind
    declared_on: IsoDate
    paper: Paper
    tlv_number: str = ""

    def step(self) -> Declare:
        """Give the step."""
        return Declare(
            school_id=SchoolId(self.school_id),
            place=self.place,
            declared_on=self.declared_on,
            paper=self.paper,
            tlv_number=self.tlv_number,
        )

    def outcome(self) -> Outcome:
        """Give how the desk's search ended."""
        return self.step()


class NoPlaceBody(Body):
    """The school has no place, and another school has the duty."""

    kind: Literal["no-place"]

    def step(self) -> Step:
        """Give the step."""
        return HaveNoPlace()


class RefusalBody(Body):
    """A no on a ground of the law, with the words to the parents and where its proof lies."""

    kind: Literal["refusal"]
    ground: Ground
    reason: Text
    paper: Paper

    def step(self) -> Step:
        """Give the step."""
        return Refuse(ground=self.ground, reason=self.reason, paper=self.paper)


class DepartureBody(Body):
    """The child left the country; `paper` is where the parents' word lies."""

    kind: Literal["departure"]
    paper: Paper

    def outcome(self) -> Outcome:
        """Give how the desk's search ended."""
        return WentAbroad(paper=self.paper)


class DeathBody(Body):
    """The child died; nothing is asked or sent any more."""

    kind: Literal["death"]

    def outcome(self) -> Outcome:
        """Give how the desk's search ended."""
        return ChildDied()


class RequestLinkBody(Body):
    """A request for support that goes with the registration."""

    support_request_id: UUID


StepBody = Annotated[
    ConfirmationBody
    | QuestionBody
    | ExtensionBody
    | DeferralBody
    | ResumptionBody
    | PlacementBody
    | AdmissionBody
    | DeclarationBody
    | NoPlaceBody
    | RefusalBody,
    Field(discriminator="kind"),
]
OutcomeBody = Annotated[DeclarationBody | DepartureBody | DeathBody, Field(discriminator="kind")]


def _schools(ids: tuple[UUID, ...]) -> tuple[SchoolId, ...]:
    return tuple(SchoolId(id_) for id_ in ids)
