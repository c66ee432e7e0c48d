"""What happens to a plan; what it says is in none of these."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from samenspel_arrangements.domain.opp.standing import EndReason, EvaluationOutcome
from samenspel_kernel.aggregate import DomainEvent
from samenspel_kernel.responsibility import Responsibility

if TYPE_CHECKING:
    from samenspel_arrangements.domain.opp.writing import OppInWriting


@dataclass(frozen=True, slots=True, kw_only=True)
class OppEvent(DomainEvent):
    """Something happened to a plan."""

    opp: "OppInWriting"


@dataclass(frozen=True, slots=True, kw_only=True)
class OppBegun(OppEvent):
    """A school begins a plan."""

    responsibility: Responsibility


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithheld(OppEvent):
    """A parent does not consent to the action part; the school talks with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OppEstablished(OppEvent):
    """A version is in force; `number` counts from 1."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OppEvaluated(OppEvent):
    """School and parents looked back, on a day."""

    outcome: EvaluationOutcome
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OppEnded(OppEvent):
    """Nothing is to be done for it any more."""

    reason: EndReason
