"""The steps that the alliance's own people take with a TLV, each a value."""

from dataclasses import dataclass, field
from datetime import date

from samenspel_arrangements.application.hand_over_item import HandOver, Hands
from samenspel_arrangements.domain.tlv.advice import Employment
from samenspel_arrangements.domain.tlv.decision import HeardParty
from samenspel_arrangements.domain.tlv.ids import ObjectionId, TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.objection import ObjectionOutcome
from samenspel_arrangements.domain.tlv.professions import Profession, Slot
from samenspel_arrangements.domain.tlv.stand_still import StandStillGround
from samenspel_arrangements.domain.tlv.standing import NextStep
from samenspel_kernel.ids import PersonId


@dataclass(frozen=True, slots=True)
class Complete:
    """All is there."""


@dataclass(frozen=True, slots=True)
class Suspend:
    """Ask the school for what is missing."""

    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Forward:
    """Another alliance decides."""

    alliance: str


@dataclass(frozen=True, slots=True)
class AskExpert:
    """Ask a named person for one of the advices."""

    slot: Slot
    person_id: PersonId
    name: str = field(repr=False)
    profession: Profession
    employment: Employment


@dataclass(frozen=True, slots=True)
class AskHelper:
    """Ask somebody of the register for one of the advices, as what it says that it is (N12)."""

    slot: Slot
    person_id: PersonId


@dataclass(frozen=True, slots=True)
class SetAdviceAside:
    """An advice may not count."""

    slot: Slot
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HoldMdo:
    """All met about advices that differ."""

    held_on: date


@dataclass(frozen=True, slots=True)
class Hear:
    """What school or parents said before a refusal; empty: asked, and did not want to."""

    party: HeardParty
    held_on: date
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StandStill:
    """The decision waits from a day until a day, both included (Awb 4:15)."""

    ground: StandStillGround
    from_day: date
    until: date
    why: str = field(repr=False)
    agreed_on: date | None = None


@dataclass(frozen=True, slots=True)
class RunOn:
    """The term runs again from today, sooner than was said."""


@dataclass(frozen=True, slots=True)
class Announce:
    """Make the decision known."""


@dataclass(frozen=True, slots=True)
class ConfirmPlace:
    """A school has a place."""


@dataclass(frozen=True, slots=True)
class SendLetter:
    """The letter about what comes next went out."""


@dataclass(frozen=True, slots=True)
class Succeed:
    """What comes after it."""

    next_step: NextStep
    from_day: date
    tlv_id: TlvId | None = None


@dataclass(frozen=True, slots=True)
class AskLbt:
    """Put an objection to the national committee."""

    objection_id: ObjectionId
    has_defence: bool


@dataclass(frozen=True, slots=True)
class NoteLbtAdvice:
    """What the national committee advises."""

    objection_id: ObjectionId
    advised_on: date
    upholds: bool


@dataclass(frozen=True, slots=True)
class Adjourn:
    """Take more time for an objection."""

    objection_id: ObjectionId


@dataclass(frozen=True, slots=True)
class NoteMove:
    """The child leaves for another area: who decides is asked of who holds it."""


@dataclass(frozen=True, slots=True)
class SettleMove:
    """Whether the place that says who decides (T2) is here still; else the alliance where it is."""

    is_here: bool
    alliance: str = ""


@dataclass(frozen=True, slots=True)
class NoSchoolYet:
    """No school says yet who decides: that is asked anew."""


Handling = (
    HandOver
    | Hands
    | Complete
    | Suspend
    | Forward
    | AskExpert
    | AskHelper
    | SetAdviceAside
    | HoldMdo
    | Hear
    | StandStill
    | RunOn
    | Announce
    | ConfirmPlace
    | SendLetter
    | Succeed
    | AskLbt
    | NoteLbtAdvice
    | Adjourn
    | NoteMove
    | SettleMove
    | NoSchoolYet
)


@dataclass(frozen=True, slots=True)
class GrantTlv:
    """The child may go there."""

    kind: TlvKind
    starts_on: date
    ends_on: date
    motivation: str = field(repr=False)
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IntendRefusal:
    """The committee means to refuse."""

    grounds: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RefuseTlv:
    """The child may not."""

    motivation: str = field(repr=False)
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeaveUnprocessed:
    """What was asked did not come."""


@dataclass(frozen=True, slots=True)
class AnswerObjection:
    """What becomes of an objection, and why."""

    objection_id: ObjectionId
    outcome: ObjectionOutcome
    words: str = field(repr=False)


Deciding = GrantTlv | IntendRefusal | RefuseTlv | LeaveUnprocessed | AnswerObjection
