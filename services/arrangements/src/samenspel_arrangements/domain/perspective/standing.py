"""Where a perspective stands; open ones have a responsibility and a term, an ended one neither."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from samenspel_arrangements.domain.perspective.content import Content
from samenspel_kernel.ids import PersonId
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term


class PerspectiveAction(StrEnum):
    """What can be next."""

    WRITE = "write-perspective"
    ASK_VIEWS = "ask-views"
    REVIEW = "review-perspective"
    CHECK_TRANSFER = "check-after-transfer"


class Phase(StrEnum):
    """The cycle of needs-based work (handelingsgericht werken, HGW), in order; it comes round."""

    OBSERVE = "observe"
    UNDERSTAND = "understand"
    PLAN = "plan"
    REALISE = "realise"


class Outcome(StrEnum):
    """What became of the perspective a year after the child went on."""

    REALISED = "realised"
    PARTLY = "partly"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version: what it says, who wrote it, and when; versions are never rewritten."""

    number: int
    content: Content
    written_by: PersonId
    writer_name: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """The child went on to another school on a day; one looks again within the term."""

    on: date
    check: Term


@dataclass(frozen=True, slots=True)
class Awaited:
    """Open: it has to be written by a day, or again when its case was opened again."""

    status: ClassVar = "awaited"
    responsibility: Responsibility
    write: Term
    transfer: Transfer | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """Open: a version is there, and not everybody said whether it shares it."""

    status: ClassVar = "asking"
    responsibility: Responsibility
    agree: Term
    transfer: Transfer | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """Open: everybody said what it thinks of the newest version; it is looked at again."""

    status: ClassVar = "heard"
    responsibility: Responsibility
    review: Term
    transfer: Transfer | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """Open: the case is closed; what is left is the look a year after the child went on."""

    status: ClassVar = "following"
    responsibility: Responsibility
    transfer: Transfer


@dataclass(frozen=True, slots=True)
class Ended:
    """Closed; `outcome` is that of the look after the transfer, where there was one."""

    status: ClassVar = "ended"
    outcome: Outcome | None = None


Standing = Awaited | Asking | Heard | Following | Ended
