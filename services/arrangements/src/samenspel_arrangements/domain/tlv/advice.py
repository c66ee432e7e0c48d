"""The two advices without which nobody decides on a TLV (T5, T6).

Each is one named person's, in writing and in words of its own: a pair of advices that breaks a rule
can't be built, so nothing that needs a pair can rest on one.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.professions import Profession, ProfessionRule, Slot
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import PersonId

RUN_OF_WORDS = 4
ALIKE = 0.6
"""Share of runs of words that two texts may have in common; own standard for LBT 107442."""


class Employment(StrEnum):
    """Whose the expert is; of the applicant's school or board it is not independent."""

    SELF_EMPLOYED = "self-employed"
    ALLIANCE = "alliance"
    OTHER_ORGANISATION = "other-organisation"
    APPLICANT_SCHOOL = "applicant-school"
    APPLICANT_BOARD = "applicant-board"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """Who is asked for one of the advices; the name is personal and for screens only."""

    slot: Slot
    person_id: PersonId
    name: str = field(repr=False)
    profession: Profession
    employment: Employment
    asked_on: date

    def __post_init__(self) -> None:
        if self.employment in (Employment.APPLICANT_SCHOOL, Employment.APPLICANT_BOARD):
            raise RuleViolation("tlv.expert-not-independent")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertAdvice:
    """One expert's own advice: which admission, or None for none, and why."""

    expert: Expert
    verdict: TlvKind | None
    text: str = field(repr=False)
    given_on: date

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise RuleViolation("tlv.advice-not-in-writing")


@dataclass(frozen=True, slots=True)
class AdvicePair:
    """A first and a second advice that may carry a decision, by the rule that allows the pair."""

    first: ExpertAdvice
    second: ExpertAdvice
    rule: ProfessionRule

    def __post_init__(self) -> None:
        for advice, slot in ((self.first, Slot.FIRST), (self.second, Slot.SECOND)):
            if advice.expert.slot is not slot:
                raise RuleViolation("tlv.advice-missing")
            self.rule.require(slot, advice.expert.profession)
        require_apart(self.first, self.second)

    @property
    def is_divided(self) -> bool:
        """Whether the experts advise differently (T7)."""
        return self.first.verdict is not self.second.verdict


def require_apart(one: ExpertAdvice, other: ExpertAdvice) -> None:
    """Refuse two advices of one person, and two that say the same words."""
    if one.expert.person_id == other.expert.person_id:
        raise RuleViolation("tlv.one-expert-twice")
    if are_alike(one.text, other.text):
        raise RuleViolation("tlv.advices-alike")


def are_alike(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for small changes."""
    runs, other_runs = _runs(one), _runs(other)
    return len(runs & other_runs) >= ALIKE * min(len(runs), len(other_runs))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    last = max(1, len(words) - RUN_OF_WORDS + 1)
    return frozenset(tuple(words[start : start + RUN_OF_WORDS]) for start in range(last))
