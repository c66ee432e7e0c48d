"""Pages: what is missing of a pupil is filled in."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.add_contact import AddContact, add_contact
from samenspel_intake.application.complete_pupil import CompletePupil, complete_pupil
from samenspel_intake.domain.completion import Missing
from samenspel_intake.domain.contact import ContactDetails
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import PupilId, SchoolId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
TEMPLATE = "completion.html"
MOST_SCHOOLS = 500


class CompletionForm(BaseModel):
    """What may be filled in; what is left blank stays missing."""

    family_name: str | None = None
    birth_date: date | None = None
    school_id: UUID | None = None
    municipality_code: str | None = None
    name: str = ""
    email: str | None = None
    language: str = "nl"

    def completion(self, pupil_id: UUID) -> CompletePupil:
        """Give the command for the pupil itself."""
        return CompletePupil(
            pupil_id=PupilId(pupil_id),
            family_name=self.family_name,
            birth_date=self.birth_date,
            school_id=SchoolId(self.school_id) if self.school_id else None,
            municipality_code=self.municipality_code,
        )

    def parent(self, pupil_id: UUID) -> AddContact | None:
        """Give the command for its parent, if anything of one was typed."""
        if not self.name and not self.email:
            return None
        details = ContactDetails(name=self.name, email=self.email, language=self.language)
        return AddContact(pupil_id=PupilId(pupil_id), details=details)


@router.get("/pupils/{pupil_id}/completion")
async def form(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Ask for what is missing, and for nothing else."""
    return pages.render(request, TEMPLATE, **await _context(edge, pupil_id))


@router.post("/pupils/{pupil_id}/completion")
async def complete(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Save what was filled in; what was typed survives a refusal."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        if parent := wanted.parent(pupil_id):
            await add_contact(parent, actor=edge.actor, uow=uow, clock=edge.clock)
        completion = wanted.completion(pupil_id)
        await complete_pupil(completion, actor=edge.actor, uow=uow, clock=edge.clock)
        return "/intake"

    try:
        wanted = CompletionForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _context(edge, pupil_id)
        return pages.refuse(request, TEMPLATE, refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="pupil.completed")


async def _context(edge: IntakeEdge, pupil_id: UUID) -> dict[str, Any]:
    async with edge.transaction() as uow:
        pupil = await uow.pupils.get(pupil_id)
        require(edge.actor, Deed.COMPLETE, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        unit_id = edge.actor.unit_id if edge.actor.role is Role.UNIT_COORDINATOR else None
        schools = await uow.register.schools(limit=MOST_SCHOOLS, unit_id=unit_id)
    return {
        "pupil": pupil,
        "missing": pupil.missing,
        "Missing": Missing,
        "schools": choices.schools(schools) if Missing.SCHOOL in pupil.missing else [],
        "languages": choices.languages,
    }
