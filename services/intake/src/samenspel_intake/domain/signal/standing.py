"""Where a signal stands, and what it became."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from samenspel_intake.domain.ids import RegistrationId, SpellId
from samenspel_kernel.ids import HandoverId, SupportRequestId
from samenspel_kernel.responsibility import Partner, Responsibility


class SignalAction(StrEnum):
    """What can be next."""

    POINT_TO_VEILIG_THUIS = "point-to-veilig-thuis"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Heard:
    """Open: somebody answers for it, and will answer it."""

    status: ClassVar = "heard"
    responsibility: Responsibility


@dataclass(frozen=True, slots=True)
class Advised:
    """It became advice, given to who raised it on a day."""

    given_on: date


@dataclass(frozen=True, slots=True)
class BecameWatch:
    """A registration is looked at again because of it."""

    registration_id: RegistrationId


@dataclass(frozen=True, slots=True)
class BecameRequest:
    """It became a support request."""

    support_request_id: SupportRequestId


@dataclass(frozen=True, slots=True)
class BecameSpell:
    """The child turned out to be, or may soon be, without education."""

    spell_id: SpellId


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A partner accepted it."""

    handover_id: HandoverId
    partner: Partner


@dataclass(frozen=True, slots=True)
class NotReached:
    """Who raised it could not be reached: on two days at least, and why no more was done."""

    tried_on: tuple[date, ...]
    reason: str


Outcome = Advised | BecameWatch | BecameRequest | BecameSpell | HandedOver | NotReached


@dataclass(frozen=True, slots=True)
class Answered:
    """Closed, with what it became."""

    status: ClassVar = "answered"
    outcome: Outcome


Standing = Heard | Answered
