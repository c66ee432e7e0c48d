"""What the committee decides, and on what it rests.

A grant and a refusal hold the pair of advices; a refusal also what school and parents said before.
Neither can be built without.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.tlv.advice import AdvicePair, are_alike
from samenspel_arrangements.domain.tlv.application import Missing
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.validity import Validity
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PersonId

MAX_MOTIVATION = 8000


class HeardParty(StrEnum):
    """Who is heard before a refusal: the applicant (Awb 4:7) and the parents (Awb 4:8)."""

    SCHOOL = "school"
    PARENTS = "parents"


@dataclass(frozen=True, slots=True)
class Hearing:
    """What somebody said before a refusal; empty `words`: asked on that day, and did not want to."""

    party: HeardParty
    held_on: date
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BothHeard:
    """School and parents were heard, or asked and declined."""

    school: Hearing
    parents: Hearing

    def __post_init__(self) -> None:
        if (self.school.party, self.parents.party) != (HeardParty.SCHOOL, HeardParty.PARENTS):
            raise ValueError("not both were heard")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion that a decision cites, in its version."""

    code: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Motivation:
    """Why, in the committee's own words, by which criteria (T6; LBT 107442)."""

    words: str = field(repr=False)
    criteria: tuple[Criterion, ...]

    def check(self, *texts: str) -> None:
        """Refuse one that cites nothing, or that only copies an advice; InvalidInput."""
        wrong = []
        if error := text_error("motivation", self.words, max_length=MAX_MOTIVATION):
            wrong.append(error)
        elif any(are_alike(self.words, text) for text in texts):
            wrong.append(FieldError("motivation", "tlv.motivation-copied"))
        if not self.criteria:
            wrong.append(FieldError("criteria", "tlv.criteria-missing"))
        if wrong:
            raise InvalidInput(*wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """The child may go there; `mdo_on` is when the experts met, where they had differed."""

    outcome: ClassVar = "granted"
    pair: AdvicePair
    mdo_on: date | None
    number: str
    kind: TlvKind
    validity: Validity
    motivation: Motivation
    decided_by: PersonId
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The child may not."""

    outcome: ClassVar = "refused"
    pair: AdvicePair
    mdo_on: date | None
    heard: BothHeard
    motivation: Motivation
    decided_by: PersonId
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Unprocessed:
    """Nobody looked into it: what was asked did not come (Awb 4:5); not a word on the child."""

    outcome: ClassVar = "unprocessed"
    missing: tuple[Missing, ...]
    asked_on: date
    decided_by: PersonId
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignGrant:
    """Another alliance decided; `alliance` is its number."""

    outcome: ClassVar = "granted"
    alliance: str
    number: str
    kind: TlvKind
    validity: Validity


@dataclass(frozen=True, slots=True)
class NoDecision:
    """Nobody decided: it ended before."""

    outcome: ClassVar = "none"


Decision = Grant | Refusal | Unprocessed
AnyDecision = Grant | Refusal | Unprocessed | ForeignGrant | NoDecision
AnyGrant = Grant | ForeignGrant
AgainstChild = Refusal | Unprocessed
