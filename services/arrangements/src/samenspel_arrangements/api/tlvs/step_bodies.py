"""What callers send to take a step with a TLV; `step` says which."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from samenspel_arrangements.api.handing_bodies import HandOverBody, HandsBody
from samenspel_arrangements.application.tlvs import steps
from samenspel_arrangements.domain.tlv.advice import Employment
from samenspel_arrangements.domain.tlv.decision import HeardParty
from samenspel_arrangements.domain.tlv.ids import ObjectionId, TlvId
from samenspel_arrangements.domain.tlv.objection import ObjectionOutcome
from samenspel_arrangements.domain.tlv.professions import Profession, Slot
from samenspel_arrangements.domain.tlv.stand_still import StandStillGround
from samenspel_arrangements.domain.tlv.standing import NextStep
from samenspel_kernel.ids import PersonId
from samenspel_platform.bodies import Body, IsoDate


class PlainStepBody(Body):
    """A step that says nothing more than itself."""

    step: Literal["complete", "run-on", "announce", "confirm-place", "send-letter", "note-move"]

    def value(self) -> steps.Handling:
        """Say it as the use case wants it."""
        plain: dict[str, steps.Handling] = {
            "complete": steps.Complete(),
            "run-on": steps.RunOn(),
            "announce": steps.Announce(),
            "confirm-place": steps.ConfirmPlace(),
            "send-letter": steps.SendLetter(),
            "note-move": steps.NoteMove(),
        }
        return plain[self.step]


class SuspendBody(Body):
    """Ask the school for what is missing."""

    step: Literal["suspend"]
    words: str

    def value(self) -> steps.Handling:
        """Say it as the use case wants it."""
        return steps.Suspend(self.words)


class ForwardBody(Body):
    """Another alliance decides; its number."""

    step: Literal["forward"]
    alliance: str

    def value(self) -> steps.Handling:
        """Say it as the use case wants it."""
        return steps.Forward(self.alliance)


class SettleMoveBody(Body):
    """Who decides after a move: whether the place that says so (`decidedBy`) is here still.

    `alliance` is the number of the other alliance; it is needed when it is not here.
    """

    step: Literal["settle-move"]
    is_here: bool
    alliance: str = ""

    def value(self) -> steps.Handling:
        """Say it as the use case wants it."""
        return steps.SettleMove(self.is_here, self.alliance)


class NoSchoolYetBody(Body):
    """After a move no school says yet who decides: that is asked anew by a day.

    Refused where the home decides (`decidedBy`).
    """

    step: Literal["no-school-yet"]

    def value(self) -> steps.Handling:
        """Say it as the use case wants it."""
        return steps.NoSchoolYet()


class AskExpertBody(Body):
    """Ask a named person for one of the advices."""

    step: Literal["ask-expert"]
    slot: Slot
    person_id: UUID
    name: Annotated[str, Field(min_length=1, max_length=200)]
    profession: Profession
    employment: Employment

    def value(self) -> steps.Handling:
        """Say it as the use case wants it."""
        person = PersonId(self.person_id)
        return steps.AskExpert(self.slot, person, self.name, self.profession, self.employment)


class SetAsideBody(Body):
    """An advice may not count."""

    step: Literal["set-advice-aside"]
    slot: Slot
    reason: str

    def value(self) -> steps.Handling:
        """Say it as the use case wants it."""
        return steps.SetAdviceAside(self.slot, self.reason)


class MdoBody(Body):
    """All met about advices that differ."""

    step: Literal["hold-mdo"]
    held_on: IsoDate

    def value(self) -> steps.Handling:
        """Say it as the use case wants it."""
        return steps.HoldMdo(self.held_on)


class HearingBody(Body):
    """What school or parents said; empty `words`: asked, and did not want to."""

    step: Literal["hear"]
    party: HeardParty
    held_on: IsoDate
    words: str = ""

    def value(self) -> steps.Handling:
        """Say it as the use case wants it."""
        return steps.Hear(self.party, self.held_on, self.words)


class StandStillBody(Body):
    """The decision waits, from a day until a day, both included; `why` goes into the letter.

    `agreedOn` is needed where the applicant agreed: the day on which it did so in writing.
    """

    step: Literal["stand-still"]
    ground: StandStillGround
    from_day: IsoDate
    until: IsoDate
    why: str
    agreed_on: IsoDate | None = None

    def value(self) -> steps.Handling:
        """Say it as the use case wants it."""
        return steps.StandStill(self.ground, self.from_day, self.until, self.why, self.agreed_on)


class SucceedBody(Body):
    """What comes after it."""

    step: Literal["succeed"]
    next_step: NextStep
    from_day: IsoDate
    tlv_id: UUID | None = None

    def value(self) -> steps.Handling:
        """Say it as the use case wants it."""
        tlv_id = TlvId(self.tlv_id) if self.tlv_id else None
        return steps.Succeed(self.next_step, self.from_day, tlv_id)


class AskLbtBody(Body):
    """Put an objection to the national committee, with a statement of defence."""

    step: Literal["ask-lbt"]
    objection_id: UUID
    has_defence: bool

    def value(self) -> steps.Handling:
        """Say it as the use case wants it."""
        return steps.AskLbt(ObjectionId(self.objection_id), self.has_defence)


class LbtAdviceBody(Body):
    """What the national committee advises."""

    step: Literal["lbt-advised"]
    objection_id: UUID
    advised_on: IsoDate
    upholds: bool

    def value(self) -> steps.Handling:
        """Say it as the use case wants it."""
        return steps.NoteLbtAdvice(ObjectionId(self.objection_id), self.advised_on, self.upholds)


class AdjournBody(Body):
    """Take more time for an objection."""

    step: Literal["adjourn"]
    objection_id: UUID

    def value(self) -> steps.Handling:
        """Say it as the use case wants it."""
        return steps.Adjourn(ObjectionId(self.objection_id))


StepBody = Annotated[
    PlainStepBody
    | SuspendBody
    | ForwardBody
    | SettleMoveBody
    | NoSchoolYetBody
    | AskExpertBody
    | SetAsideBody
    | MdoBody
    | HearingBody
    | HandOverBody
    | HandsBody
    | StandStillBody
    | SucceedBody
    | AskLbtBody
    | LbtAdviceBody
    | AdjournBody,
    Field(discriminator="step"),
]


class ObjectionAnswerBody(Body):
    """What becomes of an objection, and why."""

    outcome: ObjectionOutcome
    words: str

    def step(self, objection_id: UUID) -> steps.AnswerObjection:
        """Say it as the use case wants it."""
        return steps.AnswerObjection(ObjectionId(objection_id), self.outcome, self.words)
