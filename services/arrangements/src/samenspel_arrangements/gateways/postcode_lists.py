"""Reads a list of the middles of postcode areas: CSV with four digits, latitude and longitude.

Names of columns are those that open registers use; columns beside them are left alone.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samenspel_arrangements.domain.places.near import Areas, Coordinates
from samenspel_arrangements.domain.places.postcode import Postcode4
from samenspel_kernel.errors import InvalidInput

MOST_LINES = 5000
"""More than there are in the Netherlands: some four thousand."""
MOST_BYTES = 200_000  # what any body may be holds it, with what is around it
FIRST_LINE = 2
"""The number of the first line after the header, as a spreadsheet counts."""
NAMES: Mapping[str, frozenset[str]] = {
    "postcode4": frozenset({"postcode4", "postcode", "pc4", "pc4code", "pc4nummer"}),
    "latitude": frozenset({"latitude", "lat", "breedtegraad"}),
    "longitude": frozenset({"longitude", "lon", "lng", "long", "lengtegraad"}),
}
"""By what columns are called, without spaces, dashes and underscores, in small letters."""


@dataclass(frozen=True, slots=True)
class LineError:
    """What is wrong in one line: its number, as a spreadsheet counts, and its column."""

    number: int
    column: str
    code: str


class WrongPostcodeList(Exception):
    """The text is no such list; `code` says why, `column` which one misses."""

    def __init__(self, code: str, column: str = "") -> None:
        super().__init__(code)
        self.code, self.column = code, column


@dataclass(frozen=True, slots=True)
class PostcodeList:
    """The areas that can be read, and what is wrong with the other lines."""

    areas: Areas
    errors: Sequence[LineError]


def text_of(content: bytes) -> str:
    """Read a file as text; WrongPostcodeList when it is none."""
    if len(content) > MOST_BYTES:
        raise WrongPostcodeList("postcode-list.too-large")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongPostcodeList("postcode-list.unreadable") from None


def read_postcode_list(text: str) -> PostcodeList:
    """Read a list; semicolons, tabs or commas. WrongPostcodeList if it is none."""
    if not text.strip():
        raise WrongPostcodeList("postcode-list.missing")
    if len(text) > MOST_BYTES:
        raise WrongPostcodeList("postcode-list.too-large")
    areas: dict[Postcode4, Coordinates] = {}
    errors: list[LineError] = []
    for number, row in _rows(text.strip()):
        area, middle, wrong = _line(number, row)
        if area is not None and area in areas:
            wrong = [LineError(number, "postcode4", "postcode-list.twice")]
        errors += wrong
        if area is not None and middle is not None and not wrong:
            areas[area] = middle
    if not areas and not errors:
        raise WrongPostcodeList("postcode-list.missing")
    return PostcodeList(areas, errors)


def _rows(text: str) -> list[tuple[int, Mapping[str, str]]]:
    header = text.partition("\n")[0]
    delimiter = next((sign for sign in (";", "\t") if sign in header), ",")
    try:
        table = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        raise WrongPostcodeList("postcode-list.unreadable") from None
    if len(table) - 1 > MOST_LINES:
        raise WrongPostcodeList("postcode-list.too-large")
    at = _columns(table[0])
    return [
        (number, {name: cells[n] if n < len(cells) else "" for name, n in at.items()})
        for number, cells in enumerate(table[1:], start=FIRST_LINE)
        if any(cell.strip() for cell in cells)
    ]


def _columns(header: Sequence[str]) -> Mapping[str, int]:
    called = ["".join(c for c in name.lower() if c.isalnum()) for name in header]
    found = {}
    for column, names in NAMES.items():
        places = [n for n, name in enumerate(called) if name in names]
        if len(places) != 1:
            code = "column-twice" if places else "column-missing"
            raise WrongPostcodeList(f"postcode-list.{code}", column)
        found[column] = places[0]
    return found


def _line(
    number: int, row: Mapping[str, str]
) -> tuple[Postcode4 | None, Coordinates | None, list[LineError]]:
    wrong: list[LineError] = []
    area = middle = None
    try:
        area = Postcode4.checked(row["postcode4"])
    except InvalidInput as refusal:
        wrong.append(LineError(number, "postcode4", refusal.errors[0].code))
    degrees: dict[str, float] = {}
    for column in ("latitude", "longitude"):
        try:
            degrees[column] = float(row[column].strip().replace(",", "."))
        except ValueError:
            wrong.append(LineError(number, column, "postcode-list.number"))
    if len(degrees) == 2:
        try:
            middle = Coordinates.checked(**degrees)
        except InvalidInput as refusal:
            wrong += [LineError(number, e.field, e.code) for e in refusal.errors]
    return area, middle, wrong
