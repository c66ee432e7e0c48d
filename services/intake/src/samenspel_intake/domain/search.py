"""What somebody looks for, read from a few words: a number, a birth date, a school, or names."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samenspel_kernel.errors import FieldError, InvalidInput

SHORTEST, LONGEST = 2, 100
_REFERENCE = re.compile(r"([0-9a-f]{4})[ -]?([0-9a-f]{4})", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SCHOOL_CODE = re.compile(r"\d{2}[a-z]{2}(\d{2})?", re.IGNORECASE)
BETWEEN_WORDS = "-\\s'\u2019.,/()"
"""What stands between the words of a name, as a class of characters in a regular expression."""

_GAP = re.compile(f"[{BETWEEN_WORDS}]+")


@dataclass(frozen=True, slots=True)
class IdRange:
    """The identifiers that a short number may stand for."""

    first: UUID
    last: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for; `words` are folded (`folded`), each the beginning of a word of a name.

    What is None or empty is not looked for.
    """

    ids: IdRange | None = None
    born_on: date | None = None
    school_code: str | None = None
    words: tuple[str, ...] = ()

    @classmethod
    def read(cls, typed: str) -> "Search":
        """Read what was typed; InvalidInput if it is too short to find anybody by, or too long.

        What may be several things (`12AB3456`, `99AA`) is looked for as each of them.
        """
        text = " ".join(typed.split())
        if not SHORTEST <= len(text) <= LONGEST:
            code = "search.too-short" if len(text) < SHORTEST else "search.too-long"
            raise InvalidInput(FieldError("q", code))
        born_on = _day(text)
        words = () if born_on else tuple(folded(text).split())
        if not words and born_on is None:
            raise InvalidInput(FieldError("q", "search.too-short"))
        return cls(
            ids=_ids(text),
            born_on=born_on,
            school_code=text.upper() if _SCHOOL_CODE.fullmatch(text) else None,
            words=words,
        )


def folded(text: str) -> str:
    """Write text as it is compared: small letters without marks, one space between words."""
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _GAP.sub(" ", plain.lower()).strip()


def _ids(text: str) -> IdRange | None:
    if _UUID.fullmatch(text):
        return IdRange(UUID(text), UUID(text))
    match = _REFERENCE.fullmatch(text)
    if match is None:
        return None
    start = match[1] + match[2]
    return IdRange(UUID(start + "0" * 24), UUID(start + "f" * 24))


def _day(text: str) -> date | None:
    if match := _ISO_DATE.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _DUTCH_DATE.fullmatch(text):
        day, month, year = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
