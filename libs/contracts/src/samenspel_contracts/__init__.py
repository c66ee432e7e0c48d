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
    opps,
    own_help,
    people,
    perspectives,
    prepared_requests,
    registrations,
    share_grants,
    signals,
    spells,
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
    "opps",
    "own_help",
    "people",
    "perspectives",
    "prepared_requests",
    "registrations",
    "share_grants",
    "signals",
    "spells",
    "voices",
]
