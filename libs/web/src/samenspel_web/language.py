"""The language that a page is written in: Dutch, unless the reader chose English."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from starlette.requests import Request

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
