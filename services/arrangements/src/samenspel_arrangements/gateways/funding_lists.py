"""Reads a list of funded places: CSV, or what was pasted from a spreadsheet; a line for each TLV.

It has five columns and no other: what is not needed, least of all of a child, is not taken in.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from samenspel_arrangements.domain.funding.compared import FundedLine, Terms
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.number import foreign_number
from samenspel_kernel.errors import FieldError, InvalidInput

COLUMNS = ("nummer", "soort", "van", "tot", "school")
MOST_LINES = 4000
MOST_BYTES = 200_000  # what any body may be holds it, with what is around it
FIRST_LINE = 2
"""The number of the first line after the header, as a spreadsheet counts."""
SCHOOL = re.compile(r"\d{2}[A-Z]{2}(\d{2})?")
KINDS = {
    **{kind.value.replace("-", ""): kind for kind in TlvKind},
    **{f"so{kind.category}": kind for kind in TlvKind if kind.category},
    **{f"{kind.category}": kind for kind in TlvKind if kind.category},
    "laag": TlvKind.SO_LOW,
    "midden": TlvKind.SO_MIDDLE,
    "hoog": TlvKind.SO_HIGH,
    "solaag": TlvKind.SO_LOW,
    "somidden": TlvKind.SO_MIDDLE,
    "sohoog": TlvKind.SO_HIGH,
}
"""By what lists call them, without spaces and dashes and the word category."""
IGNORED = re.compile(r"categorie|cat\.?|[\s-]")
ReadT = TypeVar("ReadT")


@dataclass(frozen=True, slots=True)
class LineError:
    """What is wrong in one line: its number, as a spreadsheet counts, and its column."""

    number: int
    column: str
    code: str


class WrongFundingList(Exception):
    """The text is no such list; `code` says why, `column` which one misses or is too many."""

    def __init__(self, code: str, column: str = "") -> None:
        super().__init__(code)
        self.code, self.column = code, column


@dataclass(frozen=True, slots=True)
class FundingList:
    """The lines that can be read, and what is wrong with the others."""

    lines: Sequence[FundedLine]
    errors: Sequence[LineError]


def text_of(content: bytes) -> str:
    """Read a file as text; WrongFundingList when it is none."""
    if len(content) > MOST_BYTES:
        raise WrongFundingList("funding-list.too-large")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongFundingList("funding-list.unreadable") from None


def read_funding_list(text: str) -> FundingList:
    """Read a list; semicolons, commas or tabs. WrongFundingList if it is none."""
    if not text.strip():
        raise WrongFundingList("funding-list.missing")
    if len(text) > MOST_BYTES:
        raise WrongFundingList("funding-list.too-large")
    rows = _rows(text.strip())
    lines: dict[str, FundedLine] = {}
    errors: list[LineError] = []
    for number, beyond, row in rows:
        line, wrong = _line(number, row)
        if any(cell.strip() for cell in beyond):
            wrong.append(LineError(number, COLUMNS[-1], "funding-list.cell-too-many"))
        if line is not None and line.number in lines:
            wrong = [LineError(number, "nummer", "funding-list.twice")]
        errors += wrong
        if line is not None and not wrong:
            lines[line.number] = line
    return FundingList(tuple(lines.values()), errors)


def _rows(text: str) -> list[tuple[int, Sequence[str], Mapping[str, str]]]:
    """Give each line that is not empty: its number, what is beyond its columns, and its columns."""
    header = text.partition("\n")[0]
    delimiter = next((sign for sign in (";", "\t") if sign in header), ",")
    try:
        table = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        raise WrongFundingList("funding-list.unreadable") from None
    names = [name.strip().lower() for name in table[0]]
    for column in COLUMNS:
        if column not in names:
            raise WrongFundingList("funding-list.column-missing", column)
    if len(names) > len(COLUMNS):
        extra = next((name for name in names if name not in COLUMNS), names[-1])
        raise WrongFundingList("funding-list.column-too-many", extra[:40])
    if len(table) > MOST_LINES:
        raise WrongFundingList("funding-list.too-large")
    return [
        (number, cells[len(names) :], dict(zip(names, [*cells, *[""] * len(names)], strict=False)))
        for number, cells in enumerate(table[1:], start=FIRST_LINE)
        if any(cell.strip() for cell in cells)
    ]


def _line(number: int, row: Mapping[str, str]) -> tuple[FundedLine | None, list[LineError]]:
    wrong: list[LineError] = []

    def read(column: str, reader: Callable[[str], ReadT]) -> ReadT | None:
        said = row[column].strip()
        try:
            if not said:
                raise InvalidInput(FieldError(column, "input.missing"))
            return reader(said)
        except InvalidInput as refusal:
            wrong.append(LineError(number, column, refusal.errors[0].code))
            return None

    tlv, kind = read("nummer", foreign_number), read("soort", _kind)
    starts_on, ends_on = read("van", _day), read("tot", _day)
    school = read("school", _school)
    if starts_on and ends_on and ends_on < starts_on:
        wrong.append(LineError(number, "tot", "tlv.ends-before-it-starts"))
    if tlv is None or kind is None or starts_on is None or ends_on is None or school is None:
        return None, wrong
    return FundedLine(tlv, Terms(kind, starts_on, ends_on), school), wrong


def _kind(said: str) -> TlvKind:
    kind = KINDS.get(IGNORED.sub("", said.lower()))
    if kind is None:
        raise InvalidInput(FieldError("soort", "funding-list.kind"))
    return kind


def _day(said: str) -> date:
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007 -- a day, without a time
        except ValueError:
            continue
    raise InvalidInput(FieldError("day", "funding-list.day"))


def _school(said: str) -> str:
    school = said.upper().replace(" ", "")
    if not SCHOOL.fullmatch(school):
        raise InvalidInput(FieldError("school", "funding-list.school"))
    return school
