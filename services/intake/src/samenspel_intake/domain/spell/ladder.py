"""Who decides on a place when those around the child do not come to one: named beforehand."""

from dataclasses import dataclass
from datetime import date, datetime

from samenspel_kernel.ids import PersonId, SchoolId
from samenspel_kernel.term import Term


@dataclass(frozen=True, slots=True)
class Rung:
    """A person who decides, for whom (an alderman, the alliance's director), and by which rule.

    `rule` is the key of the rule record that says within what time.
    """

    decider: PersonId
    on_behalf_of: str
    rule: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """What municipality and alliance agreed: who decides first, and who if that one does not.

    `agreement` is the name of the paper in which they did.
    """

    version: int
    agreed_on: date
    agreement: str
    rungs: tuple[Rung, ...]

    def __post_init__(self) -> None:
        if not self.rungs:
            raise ValueError("a ladder without a decider")


@dataclass(frozen=True, slots=True)
class PlaceDecision:
    """The place that the decider pointed out, and why; the words stay in the file."""

    school_id: SchoolId
    reason: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Escalation:
    """One rung that was asked to decide, until when, and what it decided."""

    rung: Rung
    ladder_version: int
    answer: Term
    decision: PlaceDecision | None = None
