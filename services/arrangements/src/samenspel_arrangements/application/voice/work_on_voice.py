"""Use cases: who holds the case does without for a reason, says what changed, and tells the child."""

from dataclasses import dataclass
from datetime import date, datetime

from samenspel_arrangements.application.opp.hear_in_voice import hear_draft_in_voice
from samenspel_arrangements.application.voice.ports import VoiceUnitOfWork
from samenspel_arrangements.application.voice.speak import voice_for
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.voice.answers import MAX_WORDS
from samenspel_arrangements.domain.voice.hearing import (
    Feedback,
    Influence,
    Visit,
    Waiver,
    WaiverReason,
)
from samenspel_arrangements.domain.voice.ids import VoiceId
from samenspel_arrangements.domain.voice.moment import VoiceMoment
from samenspel_arrangements.domain.voice.readers import may_know_of_worry, may_read
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import InvalidInput, RuleViolation

WORK = Action.WORK_ON_VOICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Waive:
    """Why the child is not heard at this moment."""

    voice_id: VoiceId
    reason: WaiverReason
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteInfluence:
    """What changed because of what the child said, or why nothing did."""

    voice_id: VoiceId
    changed: bool
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedBack:
    """What the child was told, and when."""

    voice_id: VoiceId
    told_on: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteVisit:
    """When somebody spoke with the child that does not feel safe; the note is for who holds it."""

    voice_id: VoiceId
    on: date
    note: str = ""


async def waive(command: Waive, *, actor: Actor, uow: VoiceUnitOfWork, clock: Clock) -> VoiceMoment:
    """Do without at this moment."""
    voice = await voice_for(command.voice_id, WORK, actor=actor, uow=uow)
    _check("explanation", command.explanation)
    now = clock.now()
    waiver = Waiver(
        reason=command.reason, explanation=command.explanation, by=actor.person_id, at=now
    )
    voice.waive(waiver, at=now)
    uow.voices.save(voice)
    await _count_for_plan(voice, uow, now)
    return voice


async def note_influence(
    command: NoteInfluence, *, actor: Actor, uow: VoiceUnitOfWork, clock: Clock
) -> VoiceMoment:
    """Write down what changed; only who read what the child said can know."""
    voice = await _read_by(command.voice_id, actor, uow)
    _check("what", command.what)
    now = clock.now()
    influence = Influence(changed=command.changed, what=command.what, noted_at=now)
    voice.note_influence(influence, at=now)
    uow.voices.save(voice)
    await _count_for_plan(voice, uow, now)
    return voice


async def feed_back(
    command: FeedBack, *, actor: Actor, uow: VoiceUnitOfWork, clock: Clock
) -> VoiceMoment:
    """Note that the child heard what came of it."""
    voice = await _read_by(command.voice_id, actor, uow)
    _check("words", command.words)
    feedback = Feedback(told_on=command.told_on, words=command.words)
    voice.feed_back(feedback, at=clock.now())
    uow.voices.save(voice)
    return voice


async def note_visit(
    command: NoteVisit, *, actor: Actor, uow: VoiceUnitOfWork, clock: Clock
) -> VoiceMoment:
    """Note that somebody spoke with the child; only who knows of the worry can."""
    voice = await voice_for(command.voice_id, WORK, actor=actor, uow=uow)
    if not may_know_of_worry(actor, voice, None):
        raise RuleViolation("voice.only-its-holder")
    _check("note", command.note, required=False)
    visit = Visit(on=command.on, by=actor.person_id, note=command.note)
    voice.visited(visit, at=clock.now())
    uow.voices.save(voice)
    return voice


async def _count_for_plan(voice: VoiceMoment, uow: VoiceUnitOfWork, at: datetime) -> None:
    opp = await uow.opps.of_case(voice.case_id)
    await hear_draft_in_voice(opp, uow.voices, uow.opps, at=at)


async def _read_by(id_: VoiceId, actor: Actor, uow: VoiceUnitOfWork) -> VoiceMoment:
    voice = await voice_for(id_, WORK, actor=actor, uow=uow)
    if not may_read(actor, voice, None):
        raise RuleViolation("voice.only-its-holder")
    return voice


def _check(name: str, text: str, *, required: bool = True) -> None:
    if wrong := text_error(name, text, max_length=MAX_WORDS, required=required):
        raise InvalidInput(wrong)
