"""What happens on the way to a next school; no words of anybody are in it."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from samenspel_arrangements.domain.transitions.standing import (
    Accepted,
    Ended,
    Offered,
    Preparing,
    Standing,
)
from samenspel_kernel.aggregate import DomainEvent

if TYPE_CHECKING:
    from samenspel_arrangements.domain.transitions.transition import Transition


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionEvent(DomainEvent):
    """Something happened on the way to a next school."""

    transition: "Transition"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionPlanned(TransitionEvent):
    """A child will go on."""

    standing: Preparing


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionMoved(TransitionEvent):
    """The first day is another one."""

    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionOffered(TransitionEvent):
    """The next school may see what travels, and has to answer."""

    standing: Offered


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionDeclined(TransitionEvent):
    """The next school said no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionEscalated(TransitionEvent):
    """The first day comes near and nobody accepted it (M3)."""

    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionAccepted(TransitionEvent):
    """The next school said yes."""

    standing: Accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionEnded(TransitionEvent):
    """Nobody has to do anything any more."""

    standing: Ended
