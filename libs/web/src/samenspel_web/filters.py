"""The filters of the templates: dates and numbers in the language of the page."""

from collections.abc import Callable
from typing import Any

from samenspel_web import dutch, english
from samenspel_web.language import ENGLISH, spoken

_TRANSLATED = ("day", "short_day", "moment", "relative", "age", "number", "euros", "plural")


def _in_language_of_page(name: str) -> Callable[..., str]:
    def write(*values: Any) -> str:
        written: str = getattr(english if spoken() == ENGLISH else dutch, name)(*values)
        return written

    return write


FILTERS: dict[str, Callable[..., str]] = {
    **{name: _in_language_of_page(name) for name in _TRANSLATED},
    "due_tone": dutch.due_tone,
}
