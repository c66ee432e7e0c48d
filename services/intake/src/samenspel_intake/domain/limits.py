"""How often something may be tried before we stop answering."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so often within a window, for each address or network on its own."""

    what: str
    most: int
    window: timedelta


CODES_TO_AN_ADDRESS = Limit("codes-to-address", 5, timedelta(hours=1))
"""Mails that one address gets; with five tries a code, 25 guesses an hour in a million."""
CODES_FROM_A_NETWORK = Limit("codes-from-network", 60, timedelta(hours=1))
"""A whole school may share a network."""
WRONG_TRIES = Limit("wrong-tries", 30, timedelta(minutes=15))
"""Of secrets and codes, from one network."""
INVITATIONS_BY_A_PERSON = Limit("invitations-by-person", 50, timedelta(days=1))
"""Mails to strangers that one account can cause."""
