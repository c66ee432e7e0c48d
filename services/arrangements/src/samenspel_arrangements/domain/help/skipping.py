"""Deviate with a reason (N32): a step that we ask ourselves can be skipped, one of the law never."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenspel_arrangements.domain.free_text import text_error
from samenspel_kernel.errors import FieldError, RuleViolation
from samenspel_kernel.ids import PersonId

MAX_WORDS = 500


class HelpStep(StrEnum):
    """A step on the way of granted help."""

    MEASURES = "help-measures"
    EVALUATION = "help-evaluation"
    HEAR_CHILD = "hear-child"
    SCHOOL_PLAN = "school-plan"
    PARENTS_CONSENT = "parents-consent"


BY_LAW: Mapping[HelpStep, str] = {
    HelpStep.HEAR_CHILD: "Wpo, art. 40a (O6)",
    HelpStep.SCHOOL_PLAN: "Wpo, art. 40a (O1)",
    HelpStep.PARENTS_CONSENT: "Wpo, art. 40a (O4)",
}
"""Steps that a law demands, and which; nobody skips them."""


class WhySkipped(StrEnum):
    """Why a step is skipped."""

    DONE_OTHERWISE = "done-otherwise"
    NO_USE = "no-use"
    FAMILY_ASKS = "family-asks"
    URGENT = "urgent"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedStep:
    """A step that was skipped; the words are free text and never leave this service.

    An evaluation is skipped for the period that ends on `ends_on` alone. It can't be built of a step that a law demands: RuleViolation `step.by-law`.
    """

    step: HelpStep
    why: WhySkipped
    words: str
    by: PersonId
    on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.step in BY_LAW:
            raise RuleViolation("step.by-law")

    def errors(self) -> list[FieldError]:
        """Say what can't be so; none if all is well."""
        error = text_error("skip_words", self.words, max_length=MAX_WORDS)
        return [error] if error else []
