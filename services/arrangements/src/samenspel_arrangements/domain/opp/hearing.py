"""How the child was heard about its plan, or why not (hoorrecht: Wpo, art. 40a, O6).

What it said and what that changed stand in the plan; afterwards the child hears what came of it.
A child that said it at a moment of its own (`domain.voice`) is not asked again: the plan then holds
what changed and where it was said, and the child goes on choosing who reads its words.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from samenspel_arrangements.domain.opp.content import wrong_texts
from samenspel_arrangements.domain.voice.hearing import Channel, WaiverReason
from samenspel_kernel.errors import FieldError, InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The child said something, through the channel that it chose; `influence` is what it changed.

    `why_here` is why it was asked apart from a moment of its own that waits; empty without one.
    """

    on: date
    channel: Channel
    said: str = field(repr=False)
    influence: str = field(repr=False)
    why_here: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not self.said.strip() or not self.influence.strip():
            raise ValueError("a hearing has what was said and what it changed")

    def wrong(self) -> list[FieldError]:
        """List what can't be kept: texts that are too long, forbidden numbers."""
        return wrong_texts(said=self.said, influence=self.influence, why_here=self.why_here)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardInVoice:
    """The child said it at a moment of its own; it hears there what came of it."""

    on: date
    channel: Channel
    voice_id: UUID
    influence: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.influence.strip():
            raise ValueError("a hearing has what it changed")

    def wrong(self) -> list[FieldError]:
        """List what can't be kept."""
        return wrong_texts(influence=self.influence)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotHeard:
    """The child was not heard at this moment, for a reason that lies with the child.

    `voice_id` is the moment of its own at which that was said; None where the school says it here.
    """

    on: date
    reason: WaiverReason
    explanation: str = field(repr=False)
    voice_id: UUID | None = None

    def __post_init__(self) -> None:
        if not self.explanation.strip():
            raise ValueError("why a child is not heard is explained")

    def wrong(self) -> list[FieldError]:
        """List what can't be kept."""
        return wrong_texts(explanation=self.explanation)


@dataclass(frozen=True, slots=True)
class Unheard:
    """Nobody has asked the child yet."""


Hearing = Heard | HeardInVoice | NotHeard
HearingSoFar = Hearing | Unheard


def hearing_of(
    *,
    on: date,
    channel: Channel | None,
    said: str,
    influence: str,
    reason: WaiverReason | None,
    explanation: str,
    why_here: str = "",
) -> Hearing:
    """Give how the child was heard, or why not; InvalidInput names what is missing."""
    if reason is not None:
        if not explanation.strip():
            raise InvalidInput(FieldError("explanation", "text.missing"))
        return NotHeard(on=on, reason=reason, explanation=explanation)
    missing = [name for name, text in (("said", said), ("influence", influence)) if not text]
    if channel is None:
        missing.insert(0, "channel")
    if missing or channel is None:
        raise InvalidInput(*(FieldError(name, "text.missing") for name in missing))
    return Heard(on=on, channel=channel, said=said, influence=influence, why_here=why_here)
