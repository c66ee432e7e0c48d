"""What happens to a shared perspective."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samenspel_arrangements.domain.perspective.agreement import Position
from samenspel_arrangements.domain.perspective.standing import (
    Outcome,
    Phase,
    Version,
)
from samenspel_kernel.aggregate import DomainEvent

if TYPE_CHECKING:
    from samenspel_arrangements.domain.perspective.perspective import SharedPerspective


@dataclass(frozen=True, slots=True, kw_only=True)
class PerspectiveEvent(DomainEvent):
    """Something happened to a perspective."""

    perspective: "SharedPerspective"


@dataclass(frozen=True, slots=True, kw_only=True)
class PerspectiveOpened(PerspectiveEvent):
    """A case is open, or open again; its perspective is to be written by a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionWritten(PerspectiveEvent):
    """A version is there; nobody shares it yet."""

    version: Version


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionTaken(PerspectiveEvent):
    """A party shares the version, or not; `shared_by_all` is how it stands after that."""

    position: Position
    shared_by_all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseEntered(PerspectiveEvent):
    """Those involved go on to another part of the cycle."""

    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferChecked(PerspectiveEvent):
    """A year after the child went on, somebody looked what became of the perspective."""

    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class PerspectiveClosed(PerspectiveEvent):
    """Nothing is to be done for it any more."""
