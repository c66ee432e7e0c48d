"""Numbers that may not be here: BSN, onderwijsnummer and ECK iD.

A number counts as such when its check digit fits *and* a word nearby says so: one in ten
nine-digit telephone numbers passes the check of a BSN by chance.
"""

import re
import unicodedata
from collections.abc import Iterator

from samenspel_kernel.errors import FieldError

CONTAINS_BSN = "text.contains-bsn"
CONTAINS_EDUCATION_NUMBER = "text.contains-education-number"
CONTAINS_ECK_ID = "text.contains-eck-id"

NEARBY = 60
_NUMBER = re.compile(r"(?<!\d)(?<!\d[ .-])\d(?:[ .-]?\d){7,8}(?![ .-]?\d)")
_CONTEXT = re.compile(
    r"\b(bsn|pgn|sofi|burger[\s-]?service|persoonsgebonden|onderwijs[\s-]?(nummer|nr)|"
    r"persoonsnummer|citizen service number)",
    re.IGNORECASE,
)
_ECK_ID = re.compile(r"ketenid\.nl/\S*[0-9a-f]{32}", re.IGNORECASE)


def found_in(text: str) -> list[str]:
    """Give the code of each kind of forbidden identifier that a text holds, sorted."""
    plain = _plain(text)
    found = {CONTAINS_ECK_ID} if _ECK_ID.search(plain) else set()
    for number in _numbers_in_context(plain):
        match _eleven_test(number):
            case 0 if int(number):
                found.add(CONTAINS_BSN)
            case 5 if number.startswith("10"):
                found.add(CONTAINS_EDUCATION_NUMBER)
    return sorted(found)


def field_errors(**texts: str | None) -> list[FieldError]:
    """Refuse the fields that hold such a number."""
    return [
        FieldError(field, code) for field, text in texts.items() if text for code in found_in(text)
    ]


def _plain(text: str) -> str:
    """Write digits of any script as 0-9, and drop characters that do not show."""
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char
        for char in unicodedata.normalize("NFKC", text)
        if unicodedata.category(char) != "Cf"
    )


def _numbers_in_context(text: str) -> Iterator[str]:
    for match in _NUMBER.finditer(text):
        around = text[max(0, match.start() - NEARBY) : match.end() + NEARBY]
        if _CONTEXT.search(around):
            yield re.sub(r"\D", "", match.group()).zfill(9)


def _eleven_test(number: str) -> int:
    """Give the weighted sum of nine digits modulo 11: 0 for a BSN, 5 for an onderwijsnummer."""
    weighted = sum(
        int(digit) * weight for digit, weight in zip(number[:8], range(9, 1, -1), strict=True)
    )
    return (weighted - int(number[-1])) % 11
