"""Parental authority: who may decide about a child, since when, and how that is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from samenspel_kernel.ids import PersonId


class AuthoritySource(StrEnum):
    """How it is known.

    The register of parental authority and decisions of a court are proof (BW boek 1, art. 244 and
    251 ff.); a statement is what somebody said, and is believed until proof comes.
    """

    STATEMENT = "statement"
    BY_LAW = "by-law"
    AUTHORITY_REGISTER = "authority-register"
    COURT_DECISION = "court-decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityChange:
    """From a day on somebody has authority, or not; an earlier change is never rewritten."""

    has_authority: bool
    from_day: date
    source: AuthoritySource
    recorded_at: datetime
    recorded_by: PersonId


def authority_on(day: date, changes: Iterable[AuthorityChange], *, otherwise: bool) -> bool:
    """Tell whether somebody has authority on a day; `otherwise` is what held before any change.

    Of changes from the same day the one that was recorded last counts.
    """
    known = [change for change in changes if change.from_day <= day]
    if not known:
        return otherwise
    return max(known, key=lambda change: (change.from_day, change.recorded_at)).has_authority
