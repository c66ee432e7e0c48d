"""Pages for who hears a child: when that is, what it said, what changed, and telling it so."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from samenspel_arrangements.application.voice import speak
from samenspel_arrangements.application.voice import work_on_voice as working
from samenspel_arrangements.application.voice.plan_voice import plan_moment
from samenspel_arrangements.domain.policies import Action, may, require
from samenspel_arrangements.domain.voice.answers import MAX_WORDS
from samenspel_arrangements.domain.voice.hearing import Moment, WaiverReason
from samenspel_arrangements.domain.voice.ids import VoiceId
from samenspel_arrangements.domain.voice.readers import may_know_of_worry, may_read
from samenspel_arrangements.domain.voice.standing import FedBack, Heard, Planned
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath, address_of, pages
from samenspel_arrangements.web.voice.hearing import FACES, ONE, VoiceIdInPath
from samenspel_arrangements.web.words import Words
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
LIST = "/cases/{caseId}/voices"
Uow = SqlArrangementsUnitOfWork


class MomentForm(BaseModel):
    """When the child is heard."""

    moment: Moment


class WaiverForm(BaseModel):
    """Why not, for a reason that lies with the child."""

    reason: WaiverReason
    explanation: str = ""


class InfluenceForm(BaseModel):
    """What changed because of it, or why nothing did."""

    changed: str = Field(pattern="^(yes|no)$")
    what: str = ""


class FeedbackForm(BaseModel):
    """What the child was told, and when."""

    told_on: date
    feedback: str = ""


class VisitForm(BaseModel):
    """When somebody spoke with the child."""

    on: date
    note: str = ""


@router.get(LIST)
async def list_(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Show when the child is heard."""
    return pages.render(request, "voice/list.html", **await _listed(case_id, edge))


@router.post(LIST)
async def plan(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Plan to hear the child."""
    sent = await read_form(request)

    async def do(uow: Uow) -> str:
        moment = MomentForm.model_validate(filled(sent)).moment
        await plan_moment(CaseId(case_id), moment, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{address_of(case_id)}/voices"

    try:
        url = await edge.redirect_once(request, sent, do)
    except REFUSALS as refusal:
        content = await _listed(case_id, edge)
        return pages.refuse(request, "voice/list.html", refusal, typed=sent, **content)
    return pages.redirect(request, url, notice="voice.planned")


@router.get(ONE)
async def show(request: Request, voice_id: VoiceIdInPath, edge: ArrangementsEdge) -> Response:
    """Show one moment; what the child said only to who may read it."""
    return pages.render(request, "voice/show.html", **await _shown(voice_id, edge))


@router.post(f"{ONE}/waivers")
async def waive(request: Request, voice_id: VoiceIdInPath, edge: ArrangementsEdge) -> Response:
    """Do without at this moment."""

    async def do(uow: Uow, form: WaiverForm) -> object:
        command = working.Waive(
            voice_id=VoiceId(voice_id), reason=form.reason, explanation=form.explanation
        )
        return await working.waive(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, voice_id, edge, WaiverForm, do)


@router.post(f"{ONE}/influences")
async def influence(request: Request, voice_id: VoiceIdInPath, edge: ArrangementsEdge) -> Response:
    """Say what changed."""

    async def do(uow: Uow, form: InfluenceForm) -> object:
        command = working.NoteInfluence(
            voice_id=VoiceId(voice_id), changed=form.changed == "yes", what=form.what
        )
        return await working.note_influence(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, voice_id, edge, InfluenceForm, do)


@router.post(f"{ONE}/feedbacks")
async def feedback(request: Request, voice_id: VoiceIdInPath, edge: ArrangementsEdge) -> Response:
    """Note what the child was told."""

    async def do(uow: Uow, form: FeedbackForm) -> object:
        command = working.FeedBack(
            voice_id=VoiceId(voice_id), told_on=form.told_on, words=form.feedback
        )
        return await working.feed_back(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, voice_id, edge, FeedbackForm, do)


@router.post(f"{ONE}/visits")
async def visit(request: Request, voice_id: VoiceIdInPath, edge: ArrangementsEdge) -> Response:
    """Note that somebody spoke with the child."""

    async def do(uow: Uow, form: VisitForm) -> object:
        command = working.NoteVisit(voice_id=VoiceId(voice_id), on=form.on, note=form.note)
        return await working.note_visit(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, voice_id, edge, VisitForm, do)


async def _act(
    request: Request,
    voice_id: UUID,
    edge: ArrangementsEdge,
    form: type[Any],
    change: Callable[[Uow, Any], Awaitable[object]],
) -> Response:
    sent = await read_form(request)

    async def do(uow: Uow) -> str:
        await change(uow, form.model_validate(filled(sent)))
        return f"/arrangements/voices/{voice_id}"

    try:
        url = await edge.redirect_once(request, sent, do)
    except REFUSALS as refusal:
        content = await _shown(voice_id, edge)
        return pages.refuse(request, "voice/show.html", refusal, typed=sent, **content)
    return pages.redirect(request, url, notice="voice.saved")


async def _listed(case_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        case = await uow.cases.get(case_id)
        require(edge.actor, Action.SEE_VOICE, case)
        await edge.saw(uow, case, FilePart.CASE)
        found = await uow.voices.of_case(CaseId(case_id))
        name = await _name(uow, case_id, edge)
    return {
        "name": name,
        "address": f"{address_of(case_id)}/voices",
        "case_address": address_of(case_id),
        "voices": [(each, _status(each, edge, case.holder)) for each in found],
        "may_plan": case.holder is not None and may(edge.actor, Action.WORK_ON_VOICE, case),
        "moments": [(m.value, pages.texts.text(f"moment.{m.value}")) for m in Moment],
    }


async def _shown(voice_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        voice = await speak.voice_for(
            VoiceId(voice_id), Action.SEE_VOICE, actor=edge.actor, uow=uow
        )
        case = await uow.cases.get(voice.case_id)
        await edge.saw(uow, case, FilePart.CASE)
        name = await _name(uow, voice.case_id, edge)
    standing, actor = voice.standing, edge.actor
    holds = may_know_of_worry(actor, voice, case.holder)
    works = holds and may(actor, Action.WORK_ON_VOICE, case)
    end = getattr(standing, "end", None)
    influence = standing.influence if isinstance(standing, Heard) else None
    return {
        "voice": voice,
        "name": name,
        "address": f"/arrangements/voices/{voice.id}",
        "list_address": f"{address_of(voice.case_id)}/voices",
        "case_address": address_of(voice.case_id),
        "stage": _status(voice, edge, case.holder),
        "said": voice.answers if may_read(actor, voice, case.holder) else None,
        "hearing": voice.hearing,
        "faces": FACES,
        "worry": voice.worry if holds and voice.worry and voice.worry.visit is None else None,
        "is_planned": isinstance(standing, Planned),
        "may_speak": isinstance(standing, Planned) and may(actor, Action.SPEAK, case),
        "may_waive": isinstance(standing, Planned) and may(actor, Action.WORK_ON_VOICE, case),
        "may_tell": works and isinstance(standing, Heard),
        "may_visit": works,
        "influence": end.influence if isinstance(end, FedBack) and works else influence,
        "reasons": [(r.value, pages.texts.text(f"waiver.{r.value}")) for r in WaiverReason],
        "max_words": MAX_WORDS,
    }


async def _name(uow: Uow, case_id: UUID, edge: ArrangementsEdge) -> str:
    if edge.actor.role is Role.PUPIL:
        return edge.actor.name
    return Words(pages.texts).pupil(await uow.queries.case(case_id, edge.actor))


def _status(voice: Any, edge: ArrangementsEdge, case_holder: Any) -> str:
    status = str(voice.standing.status)
    knows = may_know_of_worry(edge.actor, voice, case_holder)
    return "closed" if status == "settled" and not knows else status
