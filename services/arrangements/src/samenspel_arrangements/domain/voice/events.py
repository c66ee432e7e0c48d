"""What happens to a voice moment; what the child said is in none of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samenspel_arrangements.domain.voice.hearing import Hearing, Influence, Waiver, Worry
from samenspel_arrangements.domain.voice.standing import End
from samenspel_kernel.aggregate import DomainEvent
from samenspel_kernel.open_item import ItemActionPlanned, TermBreached

if TYPE_CHECKING:
    from samenspel_arrangements.domain.voice.moment import VoiceMoment


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceEvent(DomainEvent):
    """Something happened to a voice moment."""

    voice: "VoiceMoment"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicePlanned(VoiceEvent):
    """The child is to be heard by a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildHeard(VoiceEvent):
    """The child said it."""

    hearing: Hearing


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingWaived(VoiceEvent):
    """The child is not heard at this moment."""

    waiver: Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class InfluenceNoted(VoiceEvent):
    """It was written down what changed because of it."""

    influence: Influence


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildFedBack(VoiceEvent):
    """The child heard what came of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorryRaised(VoiceEvent):
    """The child does not feel safe; somebody comes to it. Stays inside this service."""

    worry: Worry


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildVisited(VoiceEvent):
    """Somebody spoke with the child. Stays inside this service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceClosed(VoiceEvent):
    """Nothing is to be done any more."""

    end: End


class VoiceActionPlanned(ItemActionPlanned):
    """What is next changed; told to others without saying that the child does not feel safe."""


class VoiceTermBreached(TermBreached):
    """A term ended; told to others without saying that the child does not feel safe."""
