"""Page: what each number means."""

from fastapi import APIRouter, Request, Response

from samenspel_reporting.web.pages import ReportingEdge, pages
from samenspel_reporting.web.words import Words

router = APIRouter()


@router.get("/definitions")
async def definitions(request: Request, _: ReportingEdge) -> Response:
    """Show the definitions in force, to anyone who is logged in."""
    return pages.render(request, "definitions.html", words=Words(pages.texts))
