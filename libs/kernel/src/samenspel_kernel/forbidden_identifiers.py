"""Numbers that may not be here: BSN, onderwijsnummer and ECK iD.

A number counts as such when its check digit fits *and* a word nearby says so: one in ten
nine-digit telephone numbers passes the check of a BSN by chance. A number that is called a
telephone number, right before it, is one.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from samenspel_kernel.errors import FieldError

CONTAINS_BSN = "text.contains-bsn"
CONTAINS_EDUCATION_NUMBER = "text.contains-education-number"
CONTAINS_ECK_ID = "text.contains-eck-id"

NEARBY = 300
CALLED_WITHIN = 40
LENGTHS = (8, 9)
"""Digits of a BSN; a spreadsheet drops a zero in front."""

_NUMBER_WORD = r"(?:nummer|nr|number|code)"
_CONTEXT = re.compile(
    rf"""(?<![a-z])(?:
        bsn | b[\s.-]s[\s.-]n(?![a-z])
        | pgn | p[.]g[.]n
        | sofi(?:[\s-]?{_NUMBER_WORD}\w*)?(?![a-z])
        | burger[\s-]{{0,2}}ser
        | persoonsgebonden
        | (?:onderwijs|leerling|persoons|identiteits|identificatie|id|duo|belasting|fiscaal)
          [\s-]?{_NUMBER_WORD}
        | (?:citizen\sservice|social\ssecurity|national\sid\w*)
        | paspoort | identiteits(?:kaart|bewijs) | id[\s-](?:kaart|bewijs) | legitimatie
        | zorgpas | digid
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CALLED_TELEPHONE = re.compile(
    r"""(?<![a-z])(?:
        tel(?![a-z]) | telefo\w+ | telephone | phone
        | mob(?![a-z]) | mobiel\w* | mobile | gsm(?![a-z]) | fax\w*
        | bel(?![a-z]) | belt | bellen | gebeld | bereik\w+ | sms\w* | app(?:en|t)?(?![a-z])
        | whatsapp\w* | nood(?:nummer|nr) | doorkies(?:nummer|nr)
    )[^\d.!?;]{0,5}\.?[^\d.!?;]{0,15}$""",
    re.IGNORECASE | re.VERBOSE,
)
_GROUP = re.compile(r"\d+")
_JOINS = re.compile(r"[\s.,/_:|()\[\]-]{1,3}")
_ECK_ID = re.compile(
    r"ketenid\.nl/\S*[0-9a-f]{32}|eck[\s_-]?id\b.{0,40}?[0-9a-f]{32}|(?<!\w)[0-9a-f]{128}(?!\w)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where such a number stands: on which page (from 1), of what kind, and its last two signs."""

    page: int
    code: str
    last_two: str


def found_in(text: str) -> list[str]:
    """Give the code of each kind of forbidden identifier that a text holds, sorted."""
    plain = _plain(text)
    return sorted({code for code, _, _ in _all_in(plain)})


def found_on(pages: Sequence[str]) -> list[Place]:
    """Give each such number of a document, by its pages; what says so may stand on another page."""
    plain = [_plain(page) for page in pages]
    whole = "\n".join(plain)
    begins = list(accumulate((len(page) + 1 for page in plain[:-1]), initial=0))
    return sorted(
        {
            Place(bisect_right(begins, start), code, whole[start:end].rstrip()[-2:])
            for code, start, end in _all_in(whole)
        }
    )


def _all_in(plain: str) -> Iterator[tuple[str, int, int]]:
    """Give the code and place of each forbidden identifier."""
    for match in _ECK_ID.finditer(plain):
        yield CONTAINS_ECK_ID, *match.span()
    for number, start, end in _numbers_in_context(plain):
        code = _code_of(number)
        if code and not _is_telephone(plain, start, end):
            yield code, start, end


def field_errors(**texts: str | None) -> list[FieldError]:
    """Refuse the fields that hold such a number."""
    return [
        FieldError(field, code) for field, text in texts.items() if text for code in found_in(text)
    ]


def _plain(text: str) -> str:
    """Write digits of any script as 0-9 and dashes as -, and drop characters that do not show."""
    if text.isascii():  # which has none of these, and is most of what is written
        return text
    return "".join(_plain_character(char) for char in unicodedata.normalize("NFKC", text))


def _plain_character(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return {"Pd": "-", "Cf": ""}.get(unicodedata.category(char), char)


def _numbers_in_context(text: str) -> Iterator[tuple[str, int, int]]:
    """Give each number that is as long as a BSN and near a word for one, with its place."""
    words = [match.span() for match in _CONTEXT.finditer(text)]
    if not words:
        return
    for run in _runs(text):
        for window in _windows(run):
            start, end = window[0].start(), window[-1].end()
            if any(s - end <= NEARBY and start - e <= NEARBY for s, e in words):
                yield "".join(group.group() for group in window).zfill(9), start, end


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Bring groups of digits together that only spaces, dots, dashes and the like keep apart."""
    run: list[re.Match[str]] = []
    for group in _GROUP.finditer(text):
        if run and not _JOINS.fullmatch(text, run[-1].end(), group.start()):
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def _windows(run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Give the neighbouring groups that are as long as a BSN, but no date and no telephone."""
    telephone = _telephone_groups(run)
    for first in range(len(run)):
        lengths = accumulate(len(group.group()) for group in run[first:])
        for count, length in enumerate(lengths, start=1):
            if length > max(LENGTHS):
                break
            window = run[first : first + count]
            inside = telephone.intersection(range(first, first + count))
            if length in LENGTHS and not inside and not _is_date(window):
                yield window


def _telephone_groups(run: list[re.Match[str]]) -> set[int]:
    """Find the groups that are a whole Dutch telephone number: 06-, 072- or +31 in front."""
    found: set[int] = set()
    for first, group in enumerate(run):
        whole = _telephone_length(group)
        lengths = accumulate(len(each.group()) for each in run[first : first + whole])
        for count, length in enumerate(lengths, start=1):
            if length == whole:
                found.update(range(first, first + count))
    return found


def _telephone_length(group: re.Match[str]) -> int:
    """Say how many digits a telephone number that begins with a group has; 0 if none does."""
    if group.group().startswith("31") and group.string[: group.start()].endswith("+"):
        return 11
    return 10 if group.group().startswith("0") and 2 <= len(group.group()) <= 4 else 0


def _is_date(window: list[re.Match[str]]) -> bool:
    parts = [group.group() for group in window]
    if [len(part) for part in parts] == [4, 2, 2]:
        parts.reverse()
    if [len(part) for part in parts] != [2, 2, 4]:
        return False
    day, month, year = map(int, parts)
    return 1 <= day <= 31 and 1 <= month <= 12 and 1900 <= year <= 2100


def _is_telephone(text: str, start: int, end: int) -> bool:
    """Tell whether it is called a telephone number in front, and nothing else right behind."""
    called = _CALLED_TELEPHONE.search(text, max(0, start - CALLED_WITHIN), start)
    if called is None or _CONTEXT.search(text, called.start(), start):
        return False
    return _CONTEXT.search(text, end, end + 25) is None


def _code_of(number: str) -> str | None:
    """Check nine digits: their weighted sum modulo 11 is 0 for a BSN, 5 for an onderwijsnummer."""
    weighted = sum(
        int(digit) * weight for digit, weight in zip(number[:8], range(9, 1, -1), strict=True)
    )
    match (weighted - int(number[-1])) % 11:
        case 0 if int(number):
            return CONTAINS_BSN
        case 5 if number.startswith("10"):
            return CONTAINS_EDUCATION_NUMBER
    return None
