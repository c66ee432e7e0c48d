"""HTTP: hearing a child, and what comes of it."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.voice import bodies
from samenspel_arrangements.api.voice.views import VoicesView, VoiceView
from samenspel_arrangements.application.voice import speak
from samenspel_arrangements.application.voice import work_on_voice as working
from samenspel_arrangements.application.voice.plan_voice import plan_moment
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.voice.ids import VoiceId
from samenspel_arrangements.domain.voice.moment import VoiceMoment
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import check_if_match, etag

router = APIRouter(tags=["voice of the child"])
VoiceIdInPath = Annotated[UUID, Path(alias="voiceId", description="The voice moment's id.")]
ONE = "/voices/{voiceId}"
Uow = SqlArrangementsUnitOfWork
Do = Callable[[Uow], Awaitable[VoiceMoment]]


@router.get(
    "/cases/{caseId}/voices", operation_id="listVoices", summary="List when a child is heard"
)
async def list_(case_id: CaseIdInPath, edge: ArrangementsEdge) -> VoicesView:
    """Give the moments of a case; what the child said only for who may read it."""
    async with edge.transaction() as uow:
        case = await uow.cases.get(case_id)
        require(edge.actor, Action.SEE_VOICE, case)
        await edge.saw(uow, case, FilePart.CASE)
        found = await uow.voices.of_case(CaseId(case_id))
    return VoicesView(items=[VoiceView.of(each, edge.actor, case.holder) for each in found])


@router.post(
    "/cases/{caseId}/voices",
    operation_id="planVoice",
    summary="Plan to hear the child",
    status_code=201,
    response_model=VoiceView,
)
async def plan(
    case_id: CaseIdInPath, body: bodies.MomentBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Plan it; who holds the case sees that it happens in time."""
    return await _changed(
        request,
        edge,
        lambda uow: plan_moment(
            CaseId(case_id), body.moment, actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


@router.get(ONE, operation_id="getVoice", summary="Read one moment")
async def read(voice_id: VoiceIdInPath, edge: ArrangementsEdge, response: Response) -> VoiceView:
    """Give it; `ETag` is its version."""
    async with edge.transaction() as uow:
        voice = await speak.voice_for(
            VoiceId(voice_id), Action.SEE_VOICE, actor=edge.actor, uow=uow
        )
        case = await uow.cases.get(voice.case_id)
        await edge.saw(uow, case, FilePart.CASE)
    response.headers["etag"] = etag(voice.row_version)
    return VoiceView.of(voice, edge.actor, case.holder)


@router.post(
    f"{ONE}/answers",
    operation_id="answerStatement",
    summary="Answer a statement",
    status_code=201,
    response_model=VoiceView,
)
async def answer(
    voice_id: VoiceIdInPath, body: bodies.AnswerBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Keep a face, or that the child would rather not say."""
    statement, face = body.given()
    command = speak.Answer(voice_id=VoiceId(voice_id), statement=statement, face=face)
    return await _changed(
        request,
        edge,
        lambda uow: speak.answer(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{ONE}/words",
    operation_id="addWords",
    summary="Say what is drawn, and what else there is",
    status_code=201,
    response_model=VoiceView,
)
async def words(
    voice_id: VoiceIdInPath, body: bodies.WordsBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Keep it; both may be empty."""
    command = speak.Say(voice_id=VoiceId(voice_id), drawing=body.drawing, words=body.words)
    return await _changed(request, edge, lambda uow: speak.say(command, actor=edge.actor, uow=uow))


@router.post(
    f"{ONE}/hearings",
    operation_id="finishHearing",
    summary="Finish what the child says",
    status_code=201,
    response_model=VoiceView,
)
async def finish(
    voice_id: VoiceIdInPath, body: bodies.HearingBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Take it as what the child said; from now on it is owed an answer."""
    command = speak.Finish(
        voice_id=VoiceId(voice_id),
        channel=body.channel,
        beside=body.beside,
        audience=frozenset(body.audience),
    )
    return await _changed(
        request,
        edge,
        lambda uow: speak.finish(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{ONE}/audiences",
    operation_id="shareVoice",
    summary="Let the child decide who else may see it",
    status_code=201,
    response_model=VoiceView,
)
async def audience(
    voice_id: VoiceIdInPath, body: bodies.AudienceBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Let the child itself change who else may see what it said."""
    wanted = frozenset(body.audience)
    return await _changed(
        request,
        edge,
        lambda uow: speak.share(
            VoiceId(voice_id), wanted, actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


@router.post(
    f"{ONE}/waivers",
    operation_id="waiveHearing",
    summary="Do without, for a reason that lies with the child",
    status_code=201,
    response_model=VoiceView,
)
async def waive(
    voice_id: VoiceIdInPath, body: bodies.WaiverBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Note why the child is not heard at this moment."""
    command = working.Waive(
        voice_id=VoiceId(voice_id), reason=body.reason, explanation=body.explanation
    )
    return await _changed(
        request,
        edge,
        lambda uow: working.waive(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{ONE}/influences",
    operation_id="noteInfluence",
    summary="Say what changed because of it",
    status_code=201,
    response_model=VoiceView,
)
async def influence(
    voice_id: VoiceIdInPath, body: bodies.InfluenceBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Write it down; only who hears the child can."""
    command = working.NoteInfluence(
        voice_id=VoiceId(voice_id), changed=body.changed, what=body.what
    )
    return await _changed(
        request,
        edge,
        lambda uow: working.note_influence(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{ONE}/feedbacks",
    operation_id="feedBackToChild",
    summary="Note that the child heard what came of it",
    status_code=201,
    response_model=VoiceView,
)
async def feedback(
    voice_id: VoiceIdInPath, body: bodies.FeedbackBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Note what the child was told, and when."""
    command = working.FeedBack(voice_id=VoiceId(voice_id), told_on=body.told_on, words=body.words)
    return await _changed(
        request,
        edge,
        lambda uow: working.feed_back(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{ONE}/visits",
    operation_id="noteVisit",
    summary="Note that somebody spoke with a child that does not feel safe",
    status_code=201,
    response_model=VoiceView,
)
async def visit(
    voice_id: VoiceIdInPath, body: bodies.VisitBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Note it; only who holds the moment knows of it."""
    command = working.NoteVisit(voice_id=VoiceId(voice_id), on=body.on, note=body.note)
    return await _changed(
        request,
        edge,
        lambda uow: working.note_visit(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


async def _changed(request: Request, edge: ArrangementsEdge, do: Do) -> JSONResponse:
    async def answered(uow: Uow) -> tuple[VoiceView, dict[str, str]]:
        voice = await do(uow)
        check_if_match(request, voice.row_version)
        case = await uow.cases.get(voice.case_id)
        await edge.saw(uow, case, FilePart.CASE)
        await uow.record_facts()
        return VoiceView.of(voice, edge.actor, case.holder), {"ETag": etag(voice.row_version)}

    return await edge.answer_once(request, 201, answered)
