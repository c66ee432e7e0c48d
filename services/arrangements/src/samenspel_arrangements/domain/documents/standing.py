"""Who reads a document: everybody of the case, or for a reason some of them (P4, M17)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from samenspel_kernel.ids import PersonId


class StandingState(StrEnum):
    """What a document's standing is called."""

    SHARED = "shared"
    AWAITING_PARENTS = "awaiting-parents"
    KEPT_BY_PARENTS = "kept-by-parents"
    WITHHELD = "withheld"
    REMOVED = "removed"


class RemovalReason(StrEnum):
    """Why a document is taken away."""

    WRONG = "wrong"
    OUTDATED = "outdated"
    OTHER_CHILD = "other-child"
    PARENTS_ASKED = "parents-asked"


@dataclass(frozen=True, slots=True)
class Shared:
    """Parents and all who work on the case read it, at the same time."""

    state: ClassVar[StandingState] = StandingState.SHARED


@dataclass(frozen=True, slots=True)
class AwaitingParents:
    """A medical report: nobody but who brought it and the parents read it until they decide."""

    state: ClassVar[StandingState] = StandingState.AWAITING_PARENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptByParents:
    """The parents do not want it read by others; they may still decide otherwise."""

    state: ClassVar[StandingState] = StandingState.KEPT_BY_PARENTS
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Parents do not see it until and with a day, for a reason that they read after it."""

    state: ClassVar[StandingState] = StandingState.WITHHELD
    reason: str
    until: date
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """It was wrong or outdated: only this mark is left, nobody can read what it said."""

    state: ClassVar[StandingState] = StandingState.REMOVED
    reason: RemovalReason
    by: PersonId
    at: datetime


Standing = Shared | AwaitingParents | KeptByParents | Withheld | Removed
