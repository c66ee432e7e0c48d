"""What a kind of help needs beside a description, as types: no more is asked than it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.help.period import Period
from samenspel_kernel.errors import FieldError, InvalidInput

LONGEST_NAME, LONGEST_WORDS = 100, 1000


class ArrangementKind(StrEnum):
    """What form the help has."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    CONSULTATION = "consultation"
    SPECIALISED_SETTING = "specialised-setting"
    SHORT_INTERVENTION = "short-intervention"
    OBSERVATION = "observation"
    FREE_FORM = "free-form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A stay with education and care of two providers in one plan, and a day of return (M13).

    `prepare_by` is the day by which the return is looked at together; it lies before the return.
    """

    education_by: str
    care_by: str
    entry_when: str
    exit_when: str
    return_on: date
    prepare_by: date | None = None

    def errors(self, period: Period) -> list[FieldError]:
        """Give all that is wrong at once."""
        names = {"education_by": self.education_by, "care_by": self.care_by}
        criteria = {"entry_when": self.entry_when, "exit_when": self.exit_when}
        found = [
            *(text_error(name, text, max_length=LONGEST_NAME) for name, text in names.items()),
            *(text_error(name, text, max_length=LONGEST_WORDS) for name, text in criteria.items()),
        ]
        wrong = [each for each in found if each]
        if not period.starts_on < self.return_on <= period.planned_end_on:
            wrong.append(FieldError("return_on", "setting.return-outside"))
        return wrong

    def prepared(self, by: date, period: Period) -> "Setting":
        """Have the return looked at by a day; at the earliest on the day that it begins."""
        return replace(self, prepare_by=max(by, period.starts_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A child is observed elsewhere, and why that can't be at its own school; it ends as planned."""

    observed_at: str
    why_elsewhere: str

    def errors(self, _: Period) -> list[FieldError]:
        """Give all that is wrong at once."""
        found = (
            text_error("observed_at", self.observed_at, max_length=LONGEST_NAME),
            text_error("why_elsewhere", self.why_elsewhere, max_length=LONGEST_WORDS),
        )
        return [each for each in found if each]


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeForm:
    """Help in a form of its own, with the reason why no other form fits (N32)."""

    why_other: str

    def errors(self, _: Period) -> list[FieldError]:
        """Give all that is wrong at once."""
        wrong = text_error("why_other", self.why_other, max_length=LONGEST_WORDS)
        return [wrong] if wrong else []


HelpForm = Setting | Observation | FreeForm
NEEDS: Mapping[ArrangementKind, type[HelpForm]] = {
    ArrangementKind.SPECIALISED_SETTING: Setting,
    ArrangementKind.OBSERVATION: Observation,
    ArrangementKind.FREE_FORM: FreeForm,
}
"""Which kinds need more than a description; the others have nothing of the kind."""


def require_form(kind: ArrangementKind, form: HelpForm | None) -> None:
    """Refuse help without what its kind needs, or with what another kind needs."""
    if NEEDS.get(kind, type(None)) is not type(form):
        raise InvalidInput(FieldError("kind", "help.other-form"))
