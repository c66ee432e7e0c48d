"""What happens to a case."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samenspel_arrangements.domain.case_stages import Aftercare, DeclineReason, Held, Opened
from samenspel_arrangements.domain.closing.aftercare import AftercareReport
from samenspel_arrangements.domain.closing.gate import Closing
from samenspel_arrangements.domain.team.team import TeamRole
from samenspel_kernel.aggregate import DomainEvent

if TYPE_CHECKING:
    from samenspel_arrangements.domain.case import Case
    from samenspel_arrangements.domain.closing.closable import ClosableCase


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOffered(DomainEvent):
    """A case waits for a person."""

    case: "Case"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(DomainEvent):
    """A person accepted; `opened` is the stage at that moment."""

    case: "Case"
    opened: Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDeclined(DomainEvent):
    """The handover was refused."""

    case: "Case"
    reason: DeclineReason


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOfferWithdrawn(DomainEvent):
    """The offer ended before anyone answered it."""

    case: "Case"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseActionPlanned(DomainEvent):
    """Something else is next, or another does it; `opened` is the stage at that moment."""

    case: "ClosableCase"
    opened: Held


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(DomainEvent):
    """The case was closed; `held` says who looks again and when, None where nobody does."""

    case: "ClosableCase"
    closing: Closing
    held: Aftercare | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAftercareChecked(DomainEvent):
    """Somebody looked again how it goes with the child."""

    case: "ClosableCase"
    report: AftercareReport


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(DomainEvent):
    """A person took a closed case up again; `opened` is the stage at that moment."""

    case: "ClosableCase"
    opened: Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTeamChanged(DomainEvent):
    """Somebody joined the team, or left it before the day that was said."""

    case: "Case"
    role: TeamRole
    has_left: bool
