"""How much two entries look like one child: names, birth date and postcode.

It only suggests; people decide. Nothing that is missing counts against two entries.
"""

from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from samenspel_intake.domain.search import folded

LIKELY = 80
"""From here on two entries are put before somebody."""
PREFIXES = frozenset(
    [
        "aan",
        "aan't",
        "af",
        "al",
        "auf",
        "bij",
        "d",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "dos",
        "du",
        "ee",
        "el",
        "i",
        "in",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "of",
        "onder",
        "op",
        "over",
        "s",
        "t",
        "te",
        "ten",
        "ter",
        "tot",
        "uit",
        "uijt",
        "van",
        "ver",
        "vom",
        "von",
        "voor",
        "vor",
        "zu",
        "zum",
        "zur",
    ]
)
"""Words before a family name that are often left out or written otherwise (tussenvoegsels)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """What is compared of an entry; `postcodes` are those where it lives, there may be two."""

    given_name: str
    family_name: str = ""
    birth_date: date | None = None
    postcodes: frozenset[str] = frozenset()


def plain_name(name: str) -> str:
    """Write a name as it is compared: no marks, no tussenvoegsels, ij as y."""
    words = folded(name).replace("ij", "y").split()
    kept = [word for word in words if word not in PREFIXES]
    return " ".join(kept or words)


def likeness(one: Child, other: Child) -> int:
    """Say how alike two entries are, from 0 to 100; the order makes no difference."""
    birth = _birth(one.birth_date, other.birth_date)
    if birth is None:
        return 0
    given = _names(one.given_name, other.given_name)
    known = bool(one.family_name and other.family_name)
    family = _names(one.family_name, other.family_name) if known else None
    score = birth + round(given * 0.3) + (15 if family is None else round(family * 0.3))
    if one.postcodes and other.postcodes:
        score += 10 if _areas(one) & _areas(other) else 0
    else:
        score += 5
    if given < 60 or (family is not None and family < 50):
        score -= 25
    return max(0, min(100, score))


def _birth(one: date | None, other: date | None) -> int | None:
    """Weigh two birth dates; None if they can't be of one child."""
    if one is None or other is None:
        return 20
    if one == other:
        return 40
    swapped = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    if swapped or OSA.distance(one.isoformat(), other.isoformat()) == 1:
        return 28
    return None


def _names(one: str, other: str) -> float:
    return fuzz.token_sort_ratio(plain_name(one), plain_name(other))


def _areas(child: Child) -> set[str]:
    return {postcode[:4] for postcode in child.postcodes}
