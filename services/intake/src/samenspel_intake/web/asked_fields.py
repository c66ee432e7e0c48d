"""Page: what is asked for each kind of request, who demands it, and what is not asked; public."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.domain.asking.gates import GATES
from samenspel_intake.web.pages import pages

router = APIRouter()


@router.get("/fields")
async def fields(request: Request) -> Response:
    """Show the gates."""
    return pages.render(request, "asked_fields.html", gates=list(GATES.values()))
