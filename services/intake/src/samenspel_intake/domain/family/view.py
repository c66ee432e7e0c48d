"""What one reader sees of a family: no parent ever sees where another one lives."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_intake.domain.contact import Contact


@dataclass(frozen=True, slots=True)
class Shown:
    """A contact as one reader sees it; `is_whole`: with its address and how it is reached."""

    contact: Contact
    is_whole: bool
    is_own: bool = False


def shown_to_staff(contacts: Sequence[Contact]) -> list[Shown]:
    """Show all of a family to those who must reach each of them."""
    return [Shown(contact, True) for contact in contacts]


def shown_to_parent(contacts: Sequence[Contact], email: str | None) -> list[Shown]:
    """Show a parent its own entry, and with authority who the others are, without addresses.

    A parent is known by its e-mail address; when two share one nobody's entry is shown as own.
    """
    own = [c for c in contacts if email and (c.details.email or "").casefold() == email.casefold()]
    if len(own) != 1:
        return []
    others = [c for c in contacts if c is not own[0]] if own[0].details.has_authority else []
    return [Shown(own[0], True, True), *(Shown(other, False) for other in others)]
