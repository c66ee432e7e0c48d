"""Which events of the child's voice leave arrangements: that it was heard, never what it said.

Neither the code of an action nor that of a term tells that a child does not feel safe.
"""

from samenspel_arrangements.domain.term_rules import VOICE_CONTACT, VOICE_HEAR
from samenspel_arrangements.domain.voice.events import (
    ChildFedBack,
    ChildHeard,
    HearingWaived,
    InfluenceNoted,
    VoiceActionPlanned,
    VoiceClosed,
    VoicePlanned,
    VoiceTermBreached,
)
from samenspel_arrangements.domain.voice.standing import Planned, VoiceAction
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.accountability import NextActionRef
from samenspel_contracts.registry import EventData
from samenspel_contracts.voices import (
    VoiceActionPlannedV1,
    VoiceClosedV1,
    VoiceFedBackV1,
    VoiceHeardV1,
    VoiceInfluenceNotedV1,
    VoiceOpenedV1,
    VoiceTermBreachedV1,
    VoiceWaivedV1,
)
from samenspel_kernel.accountability import NextAction
from samenspel_platform.references import holder_ref, term_ref

SPEAK = "speak-with-child"
TOLD_AS = {VoiceAction.HEAR.value: SPEAK, VoiceAction.CONTACT.value: SPEAK}


@to_contract.register
def _(event: VoicePlanned) -> EventData | None:
    voice, standing = event.voice, event.voice.standing
    if not isinstance(standing, Planned):
        return None
    held = standing.responsibility
    return VoiceOpenedV1(
        voice_id=voice.id,
        case_id=voice.case_id,
        moment=voice.moment.value,
        pupil_id=voice.pupil_id,
        school_id=voice.school_id,
        status=standing.status,
        term=term_ref(standing.hear),
        holder=holder_ref(held.holder),
        next_action=_action(held.next_action),
    )


@to_contract.register
def _(event: ChildHeard) -> EventData:
    voice = event.voice
    return VoiceHeardV1(
        voice_id=voice.id,
        case_id=voice.case_id,
        support_request_id=voice.support_request_id,
        moment=voice.moment.value,
        channel=event.hearing.channel.value,
    )


@to_contract.register
def _(event: HearingWaived) -> EventData:
    voice = event.voice
    return VoiceWaivedV1(
        voice_id=voice.id,
        case_id=voice.case_id,
        support_request_id=voice.support_request_id,
        moment=voice.moment.value,
        reason=event.waiver.reason.value,
    )


@to_contract.register
def _(event: InfluenceNoted) -> EventData:
    return VoiceInfluenceNotedV1(
        voice_id=event.voice.id, case_id=event.voice.case_id, changed=event.influence.changed
    )


@to_contract.register
def _(event: ChildFedBack) -> EventData:
    voice = event.voice
    return VoiceFedBackV1(
        voice_id=voice.id,
        case_id=voice.case_id,
        support_request_id=voice.support_request_id,
        moment=voice.moment.value,
    )


@to_contract.register
def _(event: VoiceActionPlanned) -> EventData:
    held = event.responsibility
    return VoiceActionPlannedV1(
        voice_id=event.item.id,
        holder=holder_ref(held.holder),
        next_action=_action(held.next_action),
    )


@to_contract.register
def _(event: VoiceTermBreached) -> EventData:
    term = event.term
    return VoiceTermBreachedV1(
        voice_id=event.item.id,
        rule=VOICE_HEAR if term.rule == VOICE_CONTACT else term.rule,
        last_day=term.last_day,
        noticed_on=event.noticed_on,
    )


@to_contract.register
def _(event: VoiceClosed) -> EventData:
    return VoiceClosedV1(voice_id=event.voice.id, outcome=event.end.status)


def _action(action: NextAction) -> NextActionRef:
    return NextActionRef(kind=TOLD_AS.get(action.kind, action.kind), due_on=action.due_on)
