"""Use cases: a child says it, alone or with somebody beside it, and decides who may see it."""

from dataclasses import dataclass

from samenspel_arrangements.application.voice.ports import VoiceUnitOfWork
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.term_rules import VOICE_CONTACT, VOICE_FEEDBACK
from samenspel_arrangements.domain.voice.answers import MAX_WORDS, Face, Statement
from samenspel_arrangements.domain.voice.hearing import Audience, Beside, Channel, Hearing
from samenspel_arrangements.domain.voice.ids import VoiceId
from samenspel_arrangements.domain.voice.moment import VoiceMoment
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import InvalidInput, RuleViolation


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One statement, and a face; None skips it."""

    voice_id: VoiceId
    statement: Statement
    face: Face | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """What the child draws, in words, and what it wants to say besides."""

    voice_id: VoiceId
    drawing: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """How the child said it, who sat beside it, and who else may see it."""

    voice_id: VoiceId
    channel: Channel
    beside: Beside
    audience: frozenset[Audience]


async def voice_for(
    id_: VoiceId, action: Action, *, actor: Actor, uow: VoiceUnitOfWork
) -> VoiceMoment:
    """Load a moment to do something with; refuses who may not, by its case."""
    voice = await uow.voices.get(id_)
    require(actor, action, await uow.cases.get(voice.case_id))
    return voice


async def spoken_at(id_: VoiceId, *, actor: Actor, uow: VoiceUnitOfWork) -> VoiceMoment:
    """Load a moment to say something at: the child itself, or who sits beside it."""
    return await voice_for(id_, Action.SPEAK, actor=actor, uow=uow)


async def answer(
    command: Answer, *, actor: Actor, uow: VoiceUnitOfWork, clock: Clock
) -> VoiceMoment:
    """Keep an answer; a child that does not feel safe is come to within two school days."""
    voice = await spoken_at(command.voice_id, actor=actor, uow=uow)
    now = clock.now()
    contact = await uow.terms.begin(VOICE_CONTACT, dutch_date(now), school_id=voice.school_id)
    voice.answer(command.statement, command.face, contact=contact, at=now)
    uow.voices.save(voice)
    return voice


async def say(command: Say, *, actor: Actor, uow: VoiceUnitOfWork) -> VoiceMoment:
    """Keep what is drawn and said besides; it may be empty."""
    voice = await spoken_at(command.voice_id, actor=actor, uow=uow)
    texts = {"drawing": command.drawing, "words": command.words}
    wrong = [
        error
        for name, text in texts.items()
        if (error := text_error(name, text, max_length=MAX_WORDS, required=False))
    ]
    if wrong:
        raise InvalidInput(*wrong)
    voice.say(**texts)
    uow.voices.save(voice)
    return voice


async def finish(
    command: Finish, *, actor: Actor, uow: VoiceUnitOfWork, clock: Clock
) -> VoiceMoment:
    """Take it as what the child said; what was not come to is skipped."""
    voice = await spoken_at(command.voice_id, actor=actor, uow=uow)
    if actor.role is not Role.PUPIL and command.beside is Beside.NOBODY:
        raise RuleViolation("voice.somebody-sat-beside")
    now = clock.now()
    hearing = Hearing(
        answers=voice.answers.with_the_rest_skipped(),
        channel=command.channel,
        beside=command.beside,
        audience=command.audience,
        heard_by=actor.person_id,
        heard_at=now,
    )
    feed_back = await uow.terms.begin(VOICE_FEEDBACK, dutch_date(now))
    voice.hear(hearing, feed_back=feed_back, at=now)
    uow.voices.save(voice)
    return voice


async def share(
    id_: VoiceId,
    audience: frozenset[Audience],
    *,
    actor: Actor,
    uow: VoiceUnitOfWork,
    clock: Clock,
) -> VoiceMoment:
    """Let the child decide anew who else may see it; nobody decides that for it."""
    voice = await voice_for(id_, Action.SHARE_VOICE, actor=actor, uow=uow)
    voice.share(audience, at=clock.now())
    uow.voices.save(voice)
    return voice
