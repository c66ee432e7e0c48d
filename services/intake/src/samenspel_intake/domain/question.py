"""What a school asks, in its own words."""

from dataclasses import dataclass
from enum import StrEnum

from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.errors import FieldError

LONGEST_TEXT = 4000


class SupportKind(StrEnum):
    """What is asked for: to think along, or help that goes on for some time."""

    CONSULTATION = "consultation"
    ARRANGEMENT = "arrangement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, in plain words; these texts never leave intake."""

    kind: SupportKind
    text: str
    already_tried: str = ""
    parents_informed: bool = False

    def wrong(self) -> list[FieldError]:
        """List what can't be taken in: no question, too much text, forbidden numbers."""
        texts = {"question": self.text, "already_tried": self.already_tried}
        missing = [] if self.text.strip() else [FieldError("question", "question.missing")]
        too_long = [
            FieldError(field, "text.too-long")
            for field, text in texts.items()
            if len(text) > LONGEST_TEXT
        ]
        return [*missing, *too_long, *forbidden_identifiers.field_errors(**texts)]
