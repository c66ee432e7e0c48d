"""What one reader sees of a family: no parent ever sees where another one lives."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_intake.domain.contact import Contact
from samenspel_intake.domain.family.parent_at_hand import ParentAtHand


@dataclass(frozen=True, slots=True)
class Shown:
    """A contact as one reader sees it; `is_whole`: with its address and how it is reached."""

    contact: Contact
    is_whole: bool
    is_own: bool = False


def shown_to_staff(contacts: Sequence[Contact]) -> list[Shown]:
    """Show all of a family to those who must reach each of them."""
    return [Shown(contact, True) for contact in contacts]


def shown_to_parent(reader: ParentAtHand) -> list[Shown]:
    """Show a parent its own entry, and with authority who the others are, without addresses.

    Who is not recognised as one of them sees nobody.
    """
    own = reader.own
    if own is None:
        return []
    others = [c for c in reader.family if c is not own] if reader.has_authority else []
    return [Shown(own, True, True), *(Shown(other, False) for other in others)]
