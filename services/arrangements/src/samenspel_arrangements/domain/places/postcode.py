"""The digits of a postcode: an area of some thousand homes, and all that is kept of an address."""

import re
from dataclasses import dataclass

from samenspel_kernel.errors import FieldError, InvalidInput

WHOLE = re.compile(r"([1-9]\d{3})\s?[A-Za-z]{2}")
DIGITS = re.compile(r"[1-9]\d{3}")


@dataclass(frozen=True, slots=True, order=True)
class Postcode4:
    """The four digits of a postcode."""

    digits: str

    def __post_init__(self) -> None:
        if not DIGITS.fullmatch(self.digits) or not self.digits.isascii():
            raise ValueError("no four digits of a postcode")

    @classmethod
    def checked(cls, said: str) -> "Postcode4":
        """Read four digits; InvalidInput for all else, a whole postcode too."""
        digits = said.strip()
        if not digits.isascii() or not DIGITS.fullmatch(digits):
            raise InvalidInput(FieldError("postcode4", "place.postcode4"))
        return cls(digits)

    @classmethod
    def of_address(cls, postcode: str | None) -> "Postcode4 | None":
        """Give the digits of an address; None where it has no postcode of the Netherlands."""
        found = WHOLE.fullmatch((postcode or "").strip())
        return cls(found[1]) if found and found[1].isascii() else None
