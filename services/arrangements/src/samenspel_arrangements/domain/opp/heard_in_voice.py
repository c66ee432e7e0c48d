"""What a moment of the child of its own says for its plan: heard, or not and why (O6)."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from samenspel_arrangements.domain.opp.hearing import HeardInVoice, Hearing, NotHeard
from samenspel_arrangements.domain.voice import standing as voice_standing
from samenspel_arrangements.domain.voice.hearing import Hearing as Said
from samenspel_arrangements.domain.voice.hearing import Influence, Moment
from samenspel_arrangements.domain.voice.moment import VoiceMoment
from samenspel_kernel.clock import dutch_date

RECENT = timedelta(weeks=12)
"""What a child said longer ago is no look back at its plan of now."""


def hearing_in(
    voices: Sequence[VoiceMoment],
    moment: Moment,
    *,
    used: Collection[UUID] = (),
    today: date,
) -> Hearing | None:
    """Give how the child was heard at its newest moment of a kind; None while that is not whole.

    Whole is what it said with what that changed, or a waiver. `used` counted for an earlier plan.
    """
    for voice in reversed(voices):
        if voice.moment is not moment or voice.id in used:
            continue
        found = _hearing(voice)
        if found is not None and (moment is not Moment.EVALUATING or today - found.on <= RECENT):
            return found
    return None


def waits(voices: Sequence[VoiceMoment], moment: Moment) -> VoiceMoment | None:
    """Give the moment of a kind at which the child still says it, or it is still told what changed."""
    of_kind = (each for each in reversed(voices) if each.moment is moment)
    return next((e for e in of_kind if isinstance(e.standing, OPEN) and _hearing(e) is None), None)


OPEN = (voice_standing.Planned, voice_standing.Heard)


def _hearing(voice: VoiceMoment) -> Hearing | None:
    match voice.standing:
        case voice_standing.Heard(hearing=said, influence=Influence() as influence):
            return _heard(voice, said, influence)
        case voice_standing.Settled(end=end) | voice_standing.Closed(end=end):
            if isinstance(end, voice_standing.FedBack):
                return _heard(voice, end.hearing, end.influence)
            if isinstance(end, voice_standing.Waived):
                return NotHeard(
                    on=dutch_date(end.waiver.at),
                    reason=end.waiver.reason,
                    explanation=end.waiver.explanation,
                    voice_id=voice.id,
                )
    return None


def _heard(voice: VoiceMoment, said: Said, influence: Influence) -> Hearing:
    return HeardInVoice(
        on=dutch_date(said.heard_at),
        channel=said.channel,
        voice_id=voice.id,
        influence=influence.what,
    )
