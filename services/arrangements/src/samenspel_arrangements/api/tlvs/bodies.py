"""What callers send about TLVs."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from samenspel_arrangements.application.tlvs import steps
from samenspel_arrangements.application.tlvs.advise import Advise
from samenspel_arrangements.application.tlvs.bring_in import BringInTlv
from samenspel_arrangements.domain.tlv.advice import Employment
from samenspel_arrangements.domain.tlv.application import (
    ApplicantKind,
    Application,
    Basis,
    Consultation,
    Talk,
)
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.penalty import LateThing
from samenspel_arrangements.domain.tlv.professions import Profession
from samenspel_kernel.ids import CaseId
from samenspel_platform.bodies import Body, IsoDate


class TalkBody(Body):
    """A talk with the parents."""

    held_on: IsoDate
    words: str


class ConsultationBody(Body):
    """The school that may receive the child was asked."""

    held_on: IsoDate
    school: str
    has_room: bool | None = None


class ApplicationBody(Body):
    """What the school asks; what is missing can be supplied later.

    `homeAlliance` is the number of the alliance where the child lives, where that is another.
    """

    applicant: ApplicantKind = ApplicantKind.REGULAR
    basis: Basis = Basis.ENROLLED
    kind: TlvKind
    reason: str = ""
    signed_on: IsoDate | None = None
    talks: Annotated[list[TalkBody], Field(max_length=20)] = []
    receiving: ConsultationBody | None = None
    first_enrolment: bool = False
    lives_here: bool | None = None
    home_alliance: str | None = None
    in_residence: bool = False
    renews: UUID | None = None

    def application(self) -> Application:
        """Say it as the domain does."""
        receiving = self.receiving
        return Application(
            applicant=self.applicant,
            basis=self.basis,
            kind=self.kind,
            reason=self.reason,
            signed_on=self.signed_on,
            talks=tuple(Talk(talk.held_on, talk.words) for talk in self.talks),
            receiving=Consultation(receiving.held_on, receiving.school, receiving.has_room)
            if receiving
            else None,
            first_enrolment=self.first_enrolment,
            lives_here=self.lives_here,
            home_alliance=self.home_alliance,
            in_residence=self.in_residence,
            renews=TlvId(self.renews) if self.renews else None,
        )


class NewTlvBody(ApplicationBody):
    """An application for the child of an open case; `receivedOn` where it came on paper."""

    case_id: UUID
    received_on: IsoDate | None = None


class ForeignTlvBody(Body):
    """A TLV that another alliance gave."""

    case_id: UUID
    alliance: str
    number: str
    kind: TlvKind
    starts_on: IsoDate
    ends_on: IsoDate

    def command(self) -> BringInTlv:
        """Say it as the use case wants it."""
        return BringInTlv(
            case_id=CaseId(self.case_id),
            alliance=self.alliance,
            number=self.number,
            kind=self.kind,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
        )


class AdviceBody(Body):
    """An expert's own advice; `verdict` is absent where the expert advises no admission.

    `alone`: it is the expert's own, not one of several people together.
    """

    profession: Profession
    employment: Employment
    verdict: TlvKind | None = None
    text: str
    alone: bool

    def command(self, tlv_id: UUID) -> Advise:
        """Say it as the use case wants it."""
        return Advise(
            tlv_id=TlvId(tlv_id),
            profession=self.profession,
            employment=self.employment,
            verdict=self.verdict,
            text=self.text,
            alone=self.alone,
        )


class ObjectionBody(Body):
    """Why somebody objects; `receivedOn` where it came on paper."""

    grounds: str
    received_on: IsoDate | None = None


class DefaultNoticeBody(Body):
    """With what the alliance is late."""

    about: LateThing
    received_on: IsoDate | None = None


class GrantBody(Body):
    """The child may go there; `criteria` are codes."""

    decision: Literal["grant"]
    kind: TlvKind
    starts_on: IsoDate
    ends_on: IsoDate
    motivation: str
    criteria: Annotated[list[str], Field(max_length=20)]

    def step(self) -> steps.Deciding:
        """Say it as the use case wants it."""
        return steps.GrantTlv(
            self.kind, self.starts_on, self.ends_on, self.motivation, tuple(self.criteria)
        )


class IntentionBody(Body):
    """The committee means to refuse; school and parents are heard first."""

    decision: Literal["intend-refusal"]
    grounds: str

    def step(self) -> steps.Deciding:
        """Say it as the use case wants it."""
        return steps.IntendRefusal(self.grounds)


class RefusalOfTlvBody(Body):
    """The child may not."""

    decision: Literal["refuse"]
    motivation: str
    criteria: Annotated[list[str], Field(max_length=20)]

    def step(self) -> steps.Deciding:
        """Say it as the use case wants it."""
        return steps.RefuseTlv(self.motivation, tuple(self.criteria))


class UnprocessedBody(Body):
    """What was asked did not come."""

    decision: Literal["leave-unprocessed"]

    def step(self) -> steps.Deciding:
        """Say it as the use case wants it."""
        return steps.LeaveUnprocessed()


DecisionBody = Annotated[
    GrantBody | IntentionBody | RefusalOfTlvBody | UnprocessedBody,
    Field(discriminator="decision"),
]
