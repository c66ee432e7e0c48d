"""What happens to granted help."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from samenspel_arrangements.domain.help.composition import Composition
from samenspel_arrangements.domain.help.course import Ended, Evaluation
from samenspel_arrangements.domain.help.period import Period
from samenspel_arrangements.domain.help.skipping import SkippedStep
from samenspel_kernel.aggregate import DomainEvent

if TYPE_CHECKING:
    from samenspel_arrangements.domain.arrangement import Arrangement


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementGranted(DomainEvent):
    """Help was granted."""

    arrangement: "Arrangement"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementStarted(DomainEvent):
    """The help began."""

    arrangement: "Arrangement"
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementEvaluated(DomainEvent):
    """People looked together whether the help works."""

    arrangement: "Arrangement"
    evaluation: Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementExtended(DomainEvent):
    """The help goes on longer, because of an evaluation."""

    arrangement: "Arrangement"
    period: Period
    evaluation: Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementEnded(DomainEvent):
    """The help is over."""

    arrangement: "Arrangement"
    ended: Ended


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementOverdue(DomainEvent):
    """A day of the help passed without what it was for; told once for each day."""

    arrangement: "Arrangement"
    what: str
    last_day: date
    noticed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementComposed(DomainEvent):
    """Somebody said which measures the help is made of."""

    arrangement: "Arrangement"
    composition: Composition


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementMidway(DomainEvent):
    """It goes on for some weeks: time to ask those concerned."""

    arrangement: "Arrangement"
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementStepSkipped(DomainEvent):
    """Somebody did without a step that no law demands, for a reason."""

    arrangement: "Arrangement"
    skipped: SkippedStep
