"""Which professions may advise on a TLV, as versions of a rule (T5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenspel_kernel.errors import RuleViolation


class Profession(StrEnum):
    """What an expert is by training."""

    SPECIAL_EDUCATIONALIST = "special-educationalist"
    PSYCHOLOGIST = "psychologist"
    CHILD_PSYCHOLOGIST = "child-psychologist"
    EDUCATIONALIST = "educationalist"
    CHILD_PSYCHIATRIST = "child-psychiatrist"
    SOCIAL_WORKER = "social-worker"
    PHYSICIAN = "physician"


class Slot(StrEnum):
    """Which of the two advices."""

    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfessionRule:
    """Who may give the first advice and who the second, by which source, from when on."""

    version: int
    first: frozenset[Profession]
    second: frozenset[Profession]
    source: str
    valid_from: date

    def require(self, slot: Slot, profession: Profession) -> None:
        """Refuse a profession that may not give this advice."""
        allowed = self.first if slot is Slot.FIRST else self.second
        if profession not in allowed:
            raise RuleViolation(f"tlv.{slot}-profession")


def professions_on(rules: Iterable[ProfessionRule], day: date) -> ProfessionRule:
    """Give the rule that counts on a day; RuleViolation when there is none."""
    valid = [rule for rule in rules if rule.valid_from <= day]
    if not valid:
        raise RuleViolation("tlv.no-profession-rule")
    return max(valid, key=lambda rule: rule.valid_from)
