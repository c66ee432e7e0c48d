"""The pages that stand below every page: accessibility and privacy."""

from functools import lru_cache

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from samenspel_web.pages import Pages

router = APIRouter(include_in_schema=False)


@lru_cache(maxsize=1)
def _pages() -> Pages:
    return Pages(service="about")


@router.get("/toegankelijkheid")
async def accessibility(request: Request) -> HTMLResponse:
    """Tell for whom the pages work and where to report that they don't."""
    return _pages().render(request, "about/accessibility.html")


@router.get("/privacy")
async def privacy(request: Request) -> HTMLResponse:
    """Tell what is kept about a child, who sees it and what parents may ask."""
    return _pages().render(request, "about/privacy.html")
