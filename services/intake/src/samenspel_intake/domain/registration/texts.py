"""What people write at a registration: not too long, and without forbidden numbers."""

from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.errors import FieldError

LONGEST_TEXT = 4000
LONGEST_PLACE = 200


def wrong_texts(longest: int = LONGEST_TEXT, /, **texts: str) -> list[FieldError]:
    """List what can't be kept."""
    too_long = [FieldError(f, "text.too-long") for f, text in texts.items() if len(text) > longest]
    return [*too_long, *forbidden_identifiers.field_errors(**texts)]


def wrong_paper(lies_at: str, *, is_needed: bool = True) -> list[FieldError]:
    """List what is wrong with where a paper lies; without one, that it is missing."""
    if is_needed and not lies_at.strip():
        return [FieldError("paper", "registration.paper-missing")]
    return wrong_texts(LONGEST_PLACE, paper=lies_at)
