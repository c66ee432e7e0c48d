"""What happens to a TLV."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from samenspel_arrangements.domain.tlv.advice import ExpertAdvice
from samenspel_arrangements.domain.tlv.decision import Decision
from samenspel_arrangements.domain.tlv.objection import Objection
from samenspel_arrangements.domain.tlv.penalty import DefaultNotice
from samenspel_arrangements.domain.tlv.standing import Ended, Expired, Granted, Open
from samenspel_kernel.aggregate import DomainEvent
from samenspel_kernel.term import Term

if TYPE_CHECKING:
    from samenspel_arrangements.domain.tlv.core import TlvCore


@dataclass(frozen=True, slots=True, kw_only=True)
class TlvEvent(DomainEvent):
    """Something happened to a TLV."""

    tlv: "TlvCore"


@dataclass(frozen=True, slots=True, kw_only=True)
class TlvOpened(TlvEvent):
    """It was applied for, or brought in from another alliance."""

    standing: Open


@dataclass(frozen=True, slots=True, kw_only=True)
class TlvMoved(TlvEvent):
    """It came into another state, by a command; for the timeline and the days by stage."""

    command: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceGiven(TlvEvent):
    """One of the experts wrote."""

    advice: ExpertAdvice


@dataclass(frozen=True, slots=True, kw_only=True)
class TlvDecided(TlvEvent):
    """The alliance decided; `term` is the term by which it had to, as it ran in the end."""

    decision: Decision
    term: Term
    days_suspended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveReached(TlvEvent):
    """The letter about what comes next has a last day from now on, and so has the answer."""

    standing: Granted


@dataclass(frozen=True, slots=True, kw_only=True)
class TlvExpired(TlvEvent):
    """Its last day is over without a word on what comes next."""

    standing: Expired
    ended_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TlvEnded(TlvEvent):
    """Nothing is left to do."""

    standing: Ended


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionFiled(TlvEvent):
    """Somebody objects."""

    objection: Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionAnswered(TlvEvent):
    """An objection was decided on, or taken back."""

    objection: Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultNoticed(TlvEvent):
    """Somebody said in writing that we are late."""

    notice: DefaultNotice
