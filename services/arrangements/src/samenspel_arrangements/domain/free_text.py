"""What people write in their own words."""

from samenspel_kernel.errors import FieldError
from samenspel_kernel.forbidden_identifiers import found_in


def text_error(
    field: str, text: str, *, max_length: int, required: bool = True
) -> FieldError | None:
    """Say what is wrong with a text, if anything; `max_length` counts characters."""
    if required and not text.strip():
        return FieldError(field, "text.missing")
    if len(text) > max_length:
        return FieldError(field, "text.too-long")
    forbidden = found_in(text)
    return FieldError(field, forbidden[0]) if forbidden else None
