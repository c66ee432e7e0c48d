"""The voice of the child: that it was heard or why not, and that it heard back.

What a child said, drew or chose, who sat beside it, who may see it, and that it does not feel safe
stay in arrangements. To hear a child and to come to one that does not feel safe are told by one
name, `speak-with-child`, so that no reader learns from a code what a child said.
"""

from typing import Annotated

from samenspel_contracts.open_items import (
    Code,
    ItemActionPlanned,
    ItemClosed,
    ItemOpened,
    ItemTermBreached,
    Pseudonym,
)
from samenspel_contracts.registry import EventData, Privacy, event


@event("nl.passend-onderwijs.voice-moment.opened.v1", owner="arrangements")
class VoiceOpenedV1(ItemOpened):
    """A child is to be heard: at drafting, adjusting, evaluating, ending, or 90 days after."""

    voice_id: Pseudonym
    case_id: Pseudonym
    moment: Code


@event("nl.passend-onderwijs.voice-moment.heard.v1", owner="arrangements")
class VoiceHeardV1(EventData):
    """The child was heard, by the way that it chose; what it said stays inside."""

    voice_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    moment: Code
    channel: Code


@event("nl.passend-onderwijs.voice-moment.waived.v1", owner="arrangements")
class VoiceWaivedV1(EventData):
    """The child is not heard at this moment, for a reason that lies with it."""

    voice_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    moment: Code
    reason: Code


@event("nl.passend-onderwijs.voice-moment.influence-noted.v1", owner="arrangements")
class VoiceInfluenceNotedV1(EventData):
    """It was written down what changed because of what the child said, or why nothing did."""

    voice_id: Pseudonym
    case_id: Pseudonym
    changed: Annotated[bool, Privacy.NONE]


@event("nl.passend-onderwijs.voice-moment.fed-back.v1", owner="arrangements")
class VoiceFedBackV1(EventData):
    """The child heard what came of it."""

    voice_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    moment: Code


@event("nl.passend-onderwijs.voice-moment.action-planned.v1", owner="arrangements")
class VoiceActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    voice_id: Pseudonym


@event("nl.passend-onderwijs.voice-moment.term-breached.v1", owner="arrangements")
class VoiceTermBreachedV1(ItemTermBreached):
    """A term ended without what it was for."""

    voice_id: Pseudonym


@event("nl.passend-onderwijs.voice-moment.closed.v1", owner="arrangements")
class VoiceClosedV1(ItemClosed):
    """Nothing is to be done any more."""

    voice_id: Pseudonym
