"""Page part: stay logged in while reading or writing one page for long."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from samenspel_intake.web.pages import IntakeEdge

router = APIRouter()


@router.get("/session")
async def stay(request: Request, _: IntakeEdge) -> JSONResponse:
    """Tell how many seconds the session goes on; asking for it is what keeps it going."""
    return JSONResponse({"seconds": request.state.session_seconds})
