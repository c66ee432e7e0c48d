"""Pages on which a child says it: one statement a page, big faces, no words needed."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from samenspel_arrangements.application.voice import speak
from samenspel_arrangements.domain.meeting.readers import invites_child
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.voice.answers import MAX_WORDS, Face, Statement
from samenspel_arrangements.domain.voice.hearing import Audience, Beside, Channel
from samenspel_arrangements.domain.voice.ids import VoiceId
from samenspel_arrangements.domain.voice.moment import VoiceMoment
from samenspel_arrangements.domain.voice.standing import Planned
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_kernel.actor import Role
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, Refusal, TypedForm, filled

router = APIRouter()
VoiceIdInPath = Annotated[UUID, Path(alias="voiceId")]
OWN, ONE = "/arrangements/voice", "/voices/{voiceId}"
WORDS, LAST = len(Statement) + 1, len(Statement) + 2
STATEMENT = "voice/statement.html"
TEMPLATES = {WORDS: "voice/words.html", LAST: "voice/last.html"}
FACES = {1: "frown", 2: "annoyed", 3: "meh", 4: "smile", 5: "laugh"}
Uow = SqlArrangementsUnitOfWork


class AnswerForm(BaseModel):
    """A face for a statement; without one the child would rather not say."""

    statement: int = Field(ge=1, le=len(Statement))
    face: int | None = Field(default=None, ge=1, le=5)


class WordsForm(BaseModel):
    """What is drawn, and what else the child says."""

    drawing: str = ""
    words: str = ""


class LastForm(BaseModel):
    """How the child wanted to say it, who sat beside it, and who else may see it."""

    channel: Channel
    beside: Beside
    parents: bool = False
    teacher: bool = False

    def audience(self) -> frozenset[Audience]:
        """Give who else may see it."""
        chosen = {Audience.PARENTS: self.parents, Audience.TEACHER: self.teacher}
        return frozenset(each for each, yes in chosen.items() if yes)


class ShareForm(BaseModel):
    """Who else may see it from now on."""

    parents: bool = False
    teacher: bool = False


STEP_OF: dict[type[Any], int] = {WordsForm: WORDS, LastForm: LAST}


@router.get("/voice")
async def own(request: Request, edge: ArrangementsEdge) -> Response:
    """Show a child where it can say something, and what it said before."""
    POLICY.require_somewhere(edge.actor, Action.SPEAK)
    is_child = edge.actor.role is Role.PUPIL
    async with edge.transaction() as uow:
        voices = await uow.voices.of_pupils(edge.actor.pupil_ids)
        meetings = await uow.meetings.of_pupils(edge.actor.pupil_ids) if is_child else ()
    return pages.render(
        request,
        "voice/own.html",
        waiting=[each for each in voices if isinstance(each.standing, Planned)],
        said=[each for each in voices if each.hearing] if is_child else [],
        meetings=[each for each in meetings if invites_child(each.invited)],
        moments={each.id: pages.texts.text(f"moment.{each.moment.value}") for each in voices},
        faces=FACES,
    )


@router.get(f"{ONE}/say")
async def ask(
    request: Request,
    voice_id: VoiceIdInPath,
    edge: ArrangementsEdge,
    at: Annotated[int, Query(ge=0, le=LAST)] = 0,
) -> Response:
    """Ask one thing: a statement, what is drawn, or who may see it."""
    voice = await _voice(voice_id, edge)
    if not isinstance(voice.standing, Planned):
        return pages.redirect(request, OWN)
    shown = at or (voice.answers.next or WORDS)
    return pages.render(request, TEMPLATES.get(shown, STATEMENT), **_content(voice, shown, edge))


@router.post(f"{ONE}/answers")
async def answer(request: Request, voice_id: VoiceIdInPath, edge: ArrangementsEdge) -> Response:
    """Keep a face, and go on to the next statement."""

    async def do(uow: Uow, form: AnswerForm) -> int:
        statement = Statement(form.statement)
        face = Face(form.face) if form.face is not None else None
        command = speak.Answer(voice_id=VoiceId(voice_id), statement=statement, face=face)
        await speak.answer(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return form.statement + 1

    return await _next(request, voice_id, edge, AnswerForm, do)


@router.post(f"{ONE}/words")
async def words(request: Request, voice_id: VoiceIdInPath, edge: ArrangementsEdge) -> Response:
    """Keep what is drawn and said, and go on."""

    async def do(uow: Uow, form: WordsForm) -> int:
        command = speak.Say(voice_id=VoiceId(voice_id), drawing=form.drawing, words=form.words)
        await speak.say(command, actor=edge.actor, uow=uow)
        return LAST

    return await _next(request, voice_id, edge, WordsForm, do)


@router.post(f"{ONE}/hearings")
async def finish(request: Request, voice_id: VoiceIdInPath, edge: ArrangementsEdge) -> Response:
    """Take it as what the child said."""

    async def do(uow: Uow, form: LastForm) -> int:
        command = speak.Finish(
            voice_id=VoiceId(voice_id),
            channel=form.channel,
            beside=form.beside,
            audience=form.audience(),
        )
        await speak.finish(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return 0

    return await _next(request, voice_id, edge, LastForm, do)


@router.post(f"{ONE}/audiences")
async def share(request: Request, voice_id: VoiceIdInPath, edge: ArrangementsEdge) -> Response:
    """Let the child decide anew who else may see it."""
    sent = await read_form(request)

    async def do(uow: Uow) -> str:
        form = ShareForm.model_validate(filled(sent))
        wanted = LastForm(
            channel=Channel.ITSELF,
            beside=Beside.NOBODY,
            parents=form.parents,
            teacher=form.teacher,
        ).audience()
        await speak.share(VoiceId(voice_id), wanted, actor=edge.actor, uow=uow, clock=edge.clock)
        return OWN

    try:
        url = await edge.redirect_once(request, sent, do)
    except REFUSALS:
        return pages.redirect(request, OWN)
    return pages.redirect(request, url, notice="voice.shared")


async def _next(
    request: Request,
    voice_id: UUID,
    edge: ArrangementsEdge,
    form: type[Any],
    change: Callable[[Uow, Any], Awaitable[int]],
) -> Response:
    sent = await read_form(request)

    async def do(uow: Uow) -> str:
        at = await change(uow, form.model_validate(filled(sent)))
        return f"/arrangements/voices/{voice_id}/say?at={at}" if at else OWN

    try:
        url = await edge.redirect_once(request, sent, do)
    except REFUSALS as refusal:
        return await _again(request, voice_id, edge, form, refusal, sent)
    return pages.redirect(request, url, notice="voice.thanks" if url == OWN else "")


async def _again(
    request: Request,
    voice_id: UUID,
    edge: ArrangementsEdge,
    form: type[Any],
    refusal: Refusal,
    sent: TypedForm,
) -> Response:
    voice = await _voice(voice_id, edge)
    at = STEP_OF.get(form, voice.answers.next or WORDS)
    template = TEMPLATES.get(at, STATEMENT)
    return pages.refuse(request, template, refusal, typed=sent, **_content(voice, at, edge))


async def _voice(voice_id: UUID, edge: ArrangementsEdge) -> VoiceMoment:
    async with edge.transaction() as uow:
        voice = await speak.spoken_at(VoiceId(voice_id), actor=edge.actor, uow=uow)
        await edge.saw(uow, await uow.cases.get(voice.case_id), FilePart.CASE)
    return voice


def _content(voice: VoiceMoment, at: int, edge: ArrangementsEdge) -> dict[str, Any]:
    is_child = edge.actor.role is Role.PUPIL
    given = voice.answers.given.get(Statement(at)) if at < WORDS else None
    return {
        "voice": voice,
        "at": at,
        "last": LAST,
        "address": f"/arrangements/voices/{voice.id}",
        "faces": FACES,
        "given": given.value if given else 0,
        "back": f"/arrangements/voices/{voice.id}/say?at={at - 1}" if at > 1 else OWN,
        "is_child": is_child,
        "channels": _options("channel", Channel),
        "besides": _options("beside", [b for b in Beside if is_child or b is not Beside.NOBODY]),
        "max_words": MAX_WORDS,
    }


def _options(group: str, codes: Any) -> list[tuple[str, str]]:
    return [(code.value, pages.texts.text(f"{group}.{code.value}")) for code in codes]
