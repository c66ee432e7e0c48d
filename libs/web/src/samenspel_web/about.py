"""The pages that stand around every page: accessibility, privacy, logged out, the language."""

from functools import lru_cache
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from samenspel_web.language import LANGUAGE_COOKIE, wanted
from samenspel_web.pages import Pages, is_own_path

router = APIRouter(include_in_schema=False)
_A_YEAR_IN_SECONDS = 365 * 24 * 60 * 60


@lru_cache(maxsize=1)
def _pages() -> Pages:
    return Pages(service="about")


@router.get("/toegankelijkheid")
async def accessibility(request: Request) -> HTMLResponse:
    """Tell for whom the pages work and where to report that they don't."""
    return _pages().render(request, f"about/{wanted(request)}/accessibility.html")


@router.get("/privacy")
async def privacy(request: Request) -> HTMLResponse:
    """Tell what is kept about a child, who sees it and what parents may ask."""
    return _pages().render(request, f"about/{wanted(request)}/privacy.html")


@router.get("/uitgelogd")
async def logged_out(request: Request) -> HTMLResponse:
    """Tell who was away too long what became of the session and of what was typed."""
    return _pages().render(request, "about/logged_out.html")


@router.get("/taal/{language}")
async def choose_language(
    request: Request,
    language: Literal["nl", "en"],
    to: Annotated[str, Query(alias="naar", max_length=1000)] = "/intake",
) -> RedirectResponse:
    """Remember in this browser which language a reader wants, and go back to the page."""
    response = _pages().redirect(request, to if is_own_path(to) else "/intake")
    response.set_cookie(
        LANGUAGE_COOKIE,
        language,
        max_age=_A_YEAR_IN_SECONDS,
        httponly=True,
        samesite="lax",
        secure=request.app.state.secure_cookies,
    )
    return response
