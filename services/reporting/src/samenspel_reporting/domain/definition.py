"""What a number means, in words, from a day on."""

from dataclasses import dataclass
from datetime import date

FIRST = date(2026, 8, 1)
RESULTS = date(2026, 11, 23)
"""From this day on it is shown what comes of help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """How a number is made, in Dutch; `target` says what we want it to be."""

    key: str
    title: str
    meaning: str
    target: str
    version: int = 1
    valid_from: date = FIRST


@dataclass(frozen=True, slots=True)
class Words:
    """A definition's words in English."""

    title: str
    meaning: str
    target: str
