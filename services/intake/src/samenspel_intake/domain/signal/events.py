"""What happens to a signal."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samenspel_intake.domain.signal.standing import Outcome
from samenspel_kernel.open_item import ItemEvent
from samenspel_kernel.responsibility import Responsibility

if TYPE_CHECKING:
    from samenspel_intake.domain.signal.signal import Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalEvent(ItemEvent):
    """Something happened to a signal."""

    signal: "Signal"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRaised(SignalEvent):
    """Somebody is worried; who answers, and by when, is in the responsibility."""

    responsibility: Responsibility


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildFound(SignalEvent):
    """It became clear which child it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointedToVeiligThuis(SignalEvent):
    """Who suspects abuse was told where to report it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalAnswered(SignalEvent):
    """It became something; who raised it hears what."""

    outcome: Outcome
