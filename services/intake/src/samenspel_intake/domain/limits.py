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
LOG_INS_FROM_A_NETWORK = Limit("log-ins-from-network", 300, timedelta(minutes=15))
"""Ways to an organisation's log-in, each a row; a morning at a school is far below."""
FAILED_LOG_INS = Limit("failed-log-ins", 60, timedelta(minutes=15))
"""Answers and orders of an issuer that nobody asked for, or that do not hold, from one network."""
WRONG_TRIES = Limit("wrong-tries", 30, timedelta(minutes=15))
"""Of secrets and codes, from one network."""
INVITATIONS_BY_A_PERSON = Limit("invitations-by-person", 50, timedelta(days=1))
"""Mails to strangers that one account can cause."""
TOKENS_TO_A_SYSTEM = Limit("tokens-to-system", 120, timedelta(hours=1))
"""A token lasts ten minutes; this is enough for twenty processes that don't share one."""
SIGNALS_FROM_A_NETWORK = Limit("signals-from-network", 20, timedelta(hours=1))
"""Worries of people without an account; a whole school may share a network."""
SIGNALS_TO_AN_ADDRESS = Limit("signals-to-address", 3, timedelta(days=1))
"""Mails about worries that strangers can have sent to one address; the worries are kept anyhow."""
SIGNALS_OVERALL = Limit("signals-overall", 300, timedelta(hours=1))
"""Of all people without an account together; far above what a region is worried about."""
