"""What happens to a spell."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samenspel_intake.domain.spell.absence_class import ClassPeriod
from samenspel_intake.domain.spell.ladder import Escalation
from samenspel_intake.domain.spell.report import Party
from samenspel_intake.domain.spell.standing import Ended, Out, Standing, Step
from samenspel_kernel.aggregate import DomainEvent

if TYPE_CHECKING:
    from samenspel_intake.domain.spell.watched_spell import WatchedSpell


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellEvent(DomainEvent):
    """Something happened to a spell."""

    spell: "WatchedSpell"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellOpened(SpellEvent):
    """A child is without education, or may be soon; `tell` must hear of it at once."""

    standing: Standing
    tell: frozenset[Party]


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationLost(SpellEvent):
    """The threat came true."""

    standing: Out


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellTakenOn(SpellEvent):
    """Somebody answers for it by name, and knows what is next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceClassified(SpellEvent):
    """The law has a name for it, from a day on."""

    period: ClassPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReached(SpellEvent):
    """It passed a mark."""

    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationRaised(SpellEvent):
    """The named decider was asked to point out a place; `rung_number` counts from 1."""

    escalation: Escalation
    rung_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeciderRuled(SpellEvent):
    """The decider pointed out a place; the spell ends when the child is there."""

    escalation: Escalation


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellEnded(SpellEvent):
    """The child has education again."""

    standing: Ended
