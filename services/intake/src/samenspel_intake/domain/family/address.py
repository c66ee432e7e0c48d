"""Where post goes, and which addresses are one household."""

import re
from dataclasses import dataclass

from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.errors import FieldError

LONGEST = 100
_DUTCH = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})")
_NUMBER = re.compile(r"[0-9]+\s*[-/ ]?\s*[A-Za-z0-9]{0,4}\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAddress:
    """An address as it stands on an envelope; `street` has the house number.

    A Dutch postcode is written `1234 AB`; another country's stays as it was typed.
    """

    street: str
    postcode: str
    place: str

    @classmethod
    def of(cls, street: str, postcode: str, place: str) -> "PostAddress | None":
        """Tidy what was typed; None if nothing was."""
        street, postcode, place = (" ".join(t.split()) for t in (street, postcode, place))
        if not (street or postcode or place):
            return None
        return cls(street=street, postcode=tidy_postcode(postcode), place=place)

    @property
    def household(self) -> str:
        """What two addresses share exactly when they are one door."""
        number = _NUMBER.search(self.street)
        door = number[0] if number else self.street
        return "".join(f"{self.postcode}{door}".casefold().split())

    def wrong(self) -> list[FieldError]:
        """List what no envelope can have; post that can't arrive is no address."""
        errors = []
        for name in ("street", "postcode", "place"):
            value = getattr(self, name)
            if not value:
                errors.append(FieldError(name, "address.missing"))
            elif len(value) > LONGEST or not value.isprintable():
                errors.append(FieldError(name, "address.not-text"))
        typed = {name: getattr(self, name) for name in ("street", "place")}
        return errors + forbidden_identifiers.field_errors(**typed)


def tidy_postcode(typed: str) -> str:
    """Write a Dutch postcode as `1234 AB`; leave another as it is."""
    match = _DUTCH.fullmatch(typed.strip())
    return f"{match[1]} {match[2].upper()}" if match else typed.strip()
