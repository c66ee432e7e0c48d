"""Page: who saw a child's file, in all services."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.persistence.organisation_names import names_of
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_web.file_readers import read_looks

router = APIRouter()


@router.get("/pupils/{pupil_id}/readers")
async def readers(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Show who saw the file here; the other services add what was seen there."""
    async with edge.transaction() as uow:
        pupil = await uow.pupils.get(pupil_id)
        require(edge.actor, Deed.SEE_READERS, Subject.of(pupil))
        context = await read_looks(edge, uow, pupil_id, names_of)
    return pages.render(request, "readers.html", pupil=pupil, **context)
