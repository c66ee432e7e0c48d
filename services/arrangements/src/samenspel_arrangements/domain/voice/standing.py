"""Where a voice moment stands; open ones have a responsibility, a closed one has how it ended."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from samenspel_arrangements.domain.voice.hearing import Feedback, Hearing, Influence, Waiver
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term


class VoiceAction(StrEnum):
    """What can be next."""

    HEAR = "hear-child"
    FEED_BACK = "feed-back-to-child"
    CONTACT = "contact-child"


@dataclass(frozen=True, slots=True)
class Planned:
    """Open: the child is to be heard within the term."""

    status: ClassVar = "planned"
    responsibility: Responsibility
    hear: Term


@dataclass(frozen=True, slots=True)
class Heard:
    """Open: the child said it, and is owed to hear what came of it."""

    status: ClassVar = "heard"
    responsibility: Responsibility
    hearing: Hearing
    feed_back: Term
    influence: Influence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FedBack:
    """The child was heard, and heard what came of it."""

    status: ClassVar = "fed-back"
    hearing: Hearing
    influence: Influence
    feedback: Feedback


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """The child was not heard, for a reason that lies with it."""

    status: ClassVar = "waived"
    waiver: Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """There is nobody to hear any more: the child died."""

    status: ClassVar = "stopped"


End = FedBack | Waived | Stopped


@dataclass(frozen=True, slots=True)
class Settled:
    """Open: all is said and done, but nobody came yet to a child that does not feel safe."""

    status: ClassVar = "settled"
    responsibility: Responsibility
    end: End


@dataclass(frozen=True, slots=True)
class Closed:
    """Nothing is to be done any more."""

    status: ClassVar = "closed"
    end: End


Open = Planned | Heard | Settled
Standing = Open | Closed
