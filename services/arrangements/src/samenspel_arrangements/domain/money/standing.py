"""Where a request for money stands; one that waits has a responsibility and a term."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from samenspel_kernel.ids import PersonId
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

DECIDE_MONEY = "decide-money"


class RefusalReason(StrEnum):
    """Why money is not given; codes, so that they can be counted."""

    OTHER_WAY = "other-way"
    OTHER_PAYER = "other-payer"
    NOT_NEEDED = "not-needed"
    NO_MONEY = "no-money"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Open: a decider must answer by the last day of the term."""

    status: ClassVar = "waiting"
    responsibility: Responsibility
    answer: Term


@dataclass(frozen=True, slots=True)
class Granted:
    """Closed: the money was committed."""

    status: ClassVar = "granted"
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """Closed: the money was not given; the note is free text for who asked."""

    status: ClassVar = "refused"
    by: PersonId
    at: datetime
    reason: RefusalReason
    note: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Closed: who asked does not need it any more; by nobody when its child died."""

    status: ClassVar = "taken-back"
    by: PersonId | None
    at: datetime


Standing = Waiting | Granted | Refused | TakenBack
