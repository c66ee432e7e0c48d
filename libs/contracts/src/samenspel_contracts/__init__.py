"""What the services tell each other; the only code that they share about each other.

Importing this package fills the registry with every event of every service.
"""

from samenspel_contracts import (
    arrangements,
    asking,
    cases,
    corrections,
    desks,
    help_courses,
    help_questions,
    help_sessions,
    intake,
    money,
    opps,
    own_help,
    people,
    perspectives,
    placements,
    prepared_requests,
    registrations,
    share_grants,
    signals,
    spells,
    tlvs,
    voices,
)

__all__ = [
    "arrangements",
    "asking",
    "cases",
    "corrections",
    "desks",
    "help_courses",
    "help_questions",
    "help_sessions",
    "intake",
    "money",
    "opps",
    "own_help",
    "people",
    "perspectives",
    "placements",
    "prepared_requests",
    "registrations",
    "share_grants",
    "signals",
    "spells",
    "tlvs",
    "voices",
]
