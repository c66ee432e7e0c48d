"""Pages: a parent asks to put something right; the school or the desk answers."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.families.corrections import (
    AnswerCorrection,
    AskCorrection,
    answer_correction,
    ask_correction,
)
from samenspel_intake.domain.family.correction import (
    Asked,
    Correction,
    CorrectionId,
    CorrectionKind,
)
from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_kernel.ids import PupilId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
ASK, ANSWER = "correction_new.html", "correction.html"


class AskForm(BaseModel):
    """What is to be put right."""

    kind: CorrectionKind = CorrectionKind.CORRECT
    words: str = ""


@router.get("/pupils/{pupil_id}/corrections/new")
async def new(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Ask what is wrong."""
    return pages.render(request, ASK, **await _asking(edge, pupil_id))


@router.post("/pupils/{pupil_id}/corrections")
async def ask(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Ask to put it right."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = AskCorrection(pupil_id=PupilId(pupil_id), kind=wanted.kind, words=wanted.words)
        made = await ask_correction(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/corrections/{made.id}"

    try:
        wanted = AskForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _asking(edge, pupil_id)
        return pages.refuse(request, ASK, refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="correction.asked")


@router.get("/corrections/{correction_id}")
async def show(request: Request, edge: IntakeEdge, correction_id: UUID) -> Response:
    """Show what was asked, and what became of it."""
    return pages.render(request, ANSWER, **await _shown(edge, correction_id))


@router.post("/corrections/{correction_id}/answer")
async def answer(request: Request, edge: IntakeEdge, correction_id: UUID) -> Response:
    """Grant it, or refuse it with a reason."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        given = typed.get("answer_is", "")
        if given not in ("granted", "refused"):
            raise InvalidInput(FieldError("answer_is", "input.choice"))
        command = AnswerCorrection(
            correction_id=CorrectionId(correction_id),
            is_granted=given == "granted",
            words=typed.get("answer", ""),
        )
        await answer_correction(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/corrections/{correction_id}"

    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _shown(edge, correction_id)
        return pages.refuse(request, ANSWER, refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="correction.answered")


async def _asking(edge: IntakeEdge, pupil_id: UUID) -> dict[str, Any]:
    async with edge.transaction() as uow:
        pupil = await uow.pupils.used(PupilId(pupil_id))
        require(edge.actor, Deed.ASK_CORRECTION, Subject.of(pupil))
    kinds = [(kind.value, pages.texts.text(f"correction-kind.{kind}")) for kind in CorrectionKind]
    return {"pupil": pupil, "kinds": kinds}


async def _shown(edge: IntakeEdge, correction_id: UUID) -> dict[str, Any]:
    async with edge.transaction() as uow:
        correction = await uow.corrections.get(correction_id)
        pupil = await uow.pupils.used(correction.pupil_id)
        may_answer = _require_part(edge, correction, pupil)
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
    return {
        "correction": correction,
        "pupil": pupil,
        "is_open": isinstance(correction.standing, Asked),
        "may_answer": may_answer and isinstance(correction.standing, Asked),
    }


def _require_part(edge: IntakeEdge, correction: Correction, pupil: Pupil) -> bool:
    """Let in who answers and who asked; another parent of the child does not know of it."""
    subject = Subject.of(correction)
    if may(edge.actor, Deed.ANSWER_CORRECTION, subject):
        return True
    require(edge.actor, Deed.ASK_CORRECTION, subject)
    if correction.asked_by != edge.actor.person_id:
        raise NotFound(pupil.id)
    return False
