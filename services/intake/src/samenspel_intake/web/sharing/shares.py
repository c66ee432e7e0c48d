"""Pages: what of a child is shared with whom, and asking leave for it."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.sharing.ask_to_share import AskToShare, ask_to_share
from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_intake.domain.sharing.purpose import LegalBasis, Purpose, SharedPart
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.sharing import choices
from samenspel_kernel.ids import PupilId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
OtherBasis = Literal[
    LegalBasis.LEGAL_TASK,
    LegalBasis.COVENANT,
    LegalBasis.VITAL_INTEREST,
    LegalBasis.SCHOOL_ATTENDANCE,
]
NEW = "sharing/new.html"


class ShareForm(BaseModel):
    """What to share, with whom and how long."""

    partner_id: UUID
    purpose: Purpose
    parts: frozenset[SharedPart]
    first_day: date
    last_day: date

    def command(self, pupil_id: UUID) -> AskToShare:
        """Give the command."""
        return AskToShare(pupil_id=PupilId(pupil_id), **dict(self))


class LawfulShareForm(ShareForm):
    """And by which right."""

    basis: OtherBasis


@router.get("/pupils/{pupil_id}/share-grants")
async def list_(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Show what may be shared of a child, what is asked, and what was."""
    async with edge.transaction() as uow:
        pupil = await uow.pupils.used(PupilId(pupil_id))
        require(edge.actor, Deed.SEE_SHARES, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        lines = await uow.shares.of_pupil(pupil.id)
    subject = Subject.of(pupil)
    return pages.render(
        request,
        "sharing/list.html",
        pupil=pupil,
        lines=lines,
        may_ask=may(edge.actor, Deed.ASK_TO_SHARE, subject),
        may_by_law=may(edge.actor, Deed.SHARE_BY_LAW, subject),
    )


@router.get("/pupils/{pupil_id}/share-grants/new")
async def form(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Ask what, with whom, for what and how long."""
    return pages.render(request, NEW, **await _context(edge, pupil_id))


@router.post("/pupils/{pupil_id}/share-grants")
async def ask(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Ask the parents."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        grant = await ask_to_share(
            wanted.command(pupil_id), actor=edge.actor, uow=uow, clock=edge.clock
        )
        return f"/intake/share-grants/{grant.id}"

    try:
        wanted = ShareForm.model_validate(_fields(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _context(edge, pupil_id)
        return pages.refuse(request, NEW, refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="share.asked")


@router.get("/pupils/{pupil_id}/lawful-shares/new")
async def lawful_form(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Ask by which right something is shared without the parents' leave."""
    context = await _context(edge, pupil_id, Deed.SHARE_BY_LAW)
    return pages.render(request, NEW, **context)


@router.post("/pupils/{pupil_id}/lawful-shares")
async def share_by_law(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Share by another right than consent."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = wanted.command(pupil_id)
        grant = await ask_to_share(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/share-grants/{grant.id}"

    try:
        wanted = LawfulShareForm.model_validate(_fields(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _context(edge, pupil_id, Deed.SHARE_BY_LAW)
        return pages.refuse(request, NEW, refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="share.by-law")


def _fields(typed: Form) -> dict[str, Any]:
    return {**filled(typed), "parts": typed.getlist("parts")}


async def _context(
    edge: IntakeEdge, pupil_id: UUID, deed: Deed = Deed.ASK_TO_SHARE
) -> dict[str, Any]:
    async with edge.transaction() as uow:
        pupil = await uow.pupils.used(PupilId(pupil_id))
        require(edge.actor, deed, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        partners = await uow.partners.all()
    return {
        "pupil": pupil,
        "partners": choices.partners(partners),
        "purposes": choices.purposes(),
        "parts": choices.parts(),
        "bases": choices.bases(),
        "by_law": deed is Deed.SHARE_BY_LAW,
    }
