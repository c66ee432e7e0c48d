"""The language that a page is written in: Dutch, unless the reader chose English."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

DUTCH, ENGLISH = LANGUAGES = ("nl", "en")
LANGUAGE_COOKIE = "samenspel_language"
_spoken: ContextVar[str] = ContextVar("language", default=DUTCH)


def spoken() -> str:
    """Give the language of the page that is being made."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write in a language, until the end of the block."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def wanted(request: Request) -> str:
    """Give the language that the reader chose in this browser; it tells nothing of who reads."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, DUTCH)
    return chosen if chosen in LANGUAGES else DUTCH


class InWantedLanguage:
    """Has all that is worded while a page is asked for be in the language of who asks it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request in its language."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with speaking(wanted(Request(scope))):
            await self._app(scope, receive, send)
