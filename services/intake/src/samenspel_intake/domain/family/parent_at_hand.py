"""Which of a child's parents somebody is who logged in, and whether it decides about the child."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_intake.domain.contact import Contact


@dataclass(frozen=True, slots=True)
class KnownAs:
    """Under which name and at which e-mail addresses a person takes part."""

    name: str
    emails: frozenset[str]

    def is_at(self, email: str | None) -> bool:
        """Tell whether mail to an address reaches it; capitals make no difference."""
        return email is not None and email.casefold() in {own.casefold() for own in self.emails}


@dataclass(frozen=True, slots=True)
class ParentAtHand:
    """A child's family, and which of it is here: None for somebody who is not recognised."""

    family: Sequence[Contact]
    own: Contact | None

    @property
    def has_authority(self) -> bool:
        """Tell whether it decides about the child (BW boek 1, art. 245 and 247).

        Who is not recognised is believed, unless it may be the one of whom it is known that it has
        none.
        """
        told = self.family if self.own is None else (self.own,)
        return all(contact.details.has_authority for contact in told)


def parent_at_hand(family: Sequence[Contact], who: KnownAs) -> ParentAtHand:
    """Recognise a parent by its address, and where parents share one by its name too.

    Nobody is recognised where that leaves a doubt: no parent ever answers for another.
    """
    found = [contact for contact in family if who.is_at(contact.details.email)]
    if len(found) > 1:
        found = [c for c in found if c.details.name.casefold() == who.name.casefold()]
    return ParentAtHand(family, found[0] if len(found) == 1 else None)
