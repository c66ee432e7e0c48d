"""Page: a child goes to another school, municipality or unit."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.families.move_pupil import MovePupil, move_pupil
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.ids import PupilId, SchoolId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
TEMPLATE = "move.html"
MOST_SCHOOLS = 1000


class MoveForm(BaseModel):
    """Where to, and from which day."""

    school_id: UUID | None = None
    municipality_code: str | None = None
    from_day: date

    def command(self, pupil_id: UUID) -> MovePupil:
        """Give the command."""
        return MovePupil(
            pupil_id=PupilId(pupil_id),
            school_id=SchoolId(self.school_id) if self.school_id else None,
            municipality_code=self.municipality_code,
            from_day=self.from_day,
        )


@router.get("/pupils/{pupil_id}/move")
async def form(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Ask where the child goes."""
    return pages.render(request, TEMPLATE, **await _context(edge, pupil_id))


@router.post("/pupils/{pupil_id}/move")
async def move(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Write it down; from that day on another school sees the child."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        done = await move_pupil(
            wanted.command(pupil_id), actor=edge.actor, uow=uow, clock=edge.clock
        )
        return "/intake" if done.done_at else f"/intake/pupils/{pupil_id}/family"

    try:
        wanted = MoveForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _context(edge, pupil_id)
        return pages.refuse(request, TEMPLATE, refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="family.moved")


async def _context(edge: IntakeEdge, pupil_id: UUID) -> dict[str, Any]:
    async with edge.transaction() as uow:
        pupil = await uow.pupils.used(PupilId(pupil_id))
        require(edge.actor, Deed.MOVE, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        schools = await uow.register.schools(limit=MOST_SCHOOLS)
        planned = await uow.moves.to_come(pupil.id)
    others = [school for school in schools if school.id != pupil.school_id]
    return {"pupil": pupil, "schools": choices.schools(others), "planned": planned}
