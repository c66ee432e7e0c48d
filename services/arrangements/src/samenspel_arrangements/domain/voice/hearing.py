"""How a child was heard, or why not; what changed by it; and how it heard that."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from samenspel_arrangements.domain.voice.answers import Answers
from samenspel_kernel.ids import PersonId
from samenspel_kernel.term import Term


class Moment(StrEnum):
    """When a child is heard (O6, and N15-N21: at the end and 90 days after it as well)."""

    DRAFTING = "drafting"
    ADJUSTING = "adjusting"
    EVALUATING = "evaluating"
    ENDING = "ending"
    AFTERCARE = "aftercare"


class Channel(StrEnum):
    """How the child wants to say it; the child chooses."""

    ITSELF = "itself"
    PARENTS = "parents"
    OTHER = "other"


class Beside(StrEnum):
    """Who sat beside the child."""

    NOBODY = "nobody"
    PARENT = "parent"
    TEACHER = "teacher"
    OTHER = "other"


class Audience(StrEnum):
    """Who else may see it, besides who hears the child."""

    PARENTS = "parents"
    TEACHER = "teacher"


class WaiverReason(StrEnum):
    """Why a child is not heard: reasons that lie with the child, and no others (O6)."""

    DECLINED = "declined"
    CANNOT_YET = "cannot-yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What the child said, how, and who else may see it; empty `audience` is nobody else."""

    answers: Answers
    channel: Channel
    beside: Beside
    audience: frozenset[Audience]
    heard_by: PersonId
    heard_at: datetime

    def __post_init__(self) -> None:
        if self.answers.next is not None:
            raise ValueError("what is heard answers or skips every statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """What changed because of what the child said; or that nothing did, and why."""

    changed: bool
    what: str
    noted_at: datetime

    def __post_init__(self) -> None:
        if not self.what.strip():
            raise ValueError("influence says what changed, or why nothing did")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """The child heard what came of it, on a day, in these words."""

    told_on: date
    words: str

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise ValueError("feedback says what the child was told")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """The child was not heard at this moment, for a reason that lies with the child."""

    reason: WaiverReason
    explanation: str
    by: PersonId
    at: datetime

    def __post_init__(self) -> None:
        if not self.explanation.strip():
            raise ValueError("a waiver is explained")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody spoke with the child about being safe."""

    on: date
    by: PersonId
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Worry:
    """The child does not feel safe: who holds this comes to it within the term.

    `visit` is None until that was done. Parents get no mail of it: the worry may be about home.
    """

    contact: Term
    visit: Visit | None = None
