"""What happens to a registration."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.registration.duty_clock import Asked, Deferral, Extension
from samenspel_intake.domain.registration.standing import AtDesk, Ended, Standing
from samenspel_kernel.aggregate import DomainEvent

if TYPE_CHECKING:
    from samenspel_intake.domain.registration.duty_of_care import DutyOfCare


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationEvent(DomainEvent):
    """Something happened to a registration."""

    registration: "DutyOfCare"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationReceived(RegistrationEvent):
    """It came in; who answers for it, and by when, is in the standing."""

    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationConfirmed(RegistrationEvent):
    """The school confirmed the receipt; the parents get a copy at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionExtended(RegistrationEvent):
    """The school takes more time; `extension` tells whether that has effect."""

    extension: Extension


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsiderationDeferred(RegistrationEvent):
    """School and parents agreed to look again later."""

    deferral: Deferral


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsiderationResumed(RegistrationEvent):
    """The school looks again; the weeks count anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporaryPlacementDue(RegistrationEvent):
    """Ten weeks without a decision: the school must place the child for the time being."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTemporarily(RegistrationEvent):
    """The child has a place for the time being; the duty goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationWatched(RegistrationEvent):
    """A signal made it something to look at again."""

    signal_id: SignalId


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedToDesk(RegistrationEvent):
    """No school has to care any more; the desk does."""

    standing: AtDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationEnded(RegistrationEvent):
    """The child has a school, or needs none any more."""

    standing: Ended


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationCompleted(RegistrationEvent):
    """The parents said which schools, which first, and what support they expect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationAsked(RegistrationEvent):
    """The school asked the parents for what it needs to decide; the words stay inside."""

    asked: Asked
