"""Tables as files: those that people bring (CSV or JSON, every error at once), and those they take."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

LARGEST_FILE = 1_000_000
MOST_ROWS = 10_000
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
FIRST_LINE = 2
"""The line of the first row of a CSV file; the header is line 1."""

Row = TypeVar("Row", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class TableError:
    """Where a file is wrong and how, in English, and by a `code` for other languages.

    `place` names a line, and `column` the column of it, if it is one.
    """

    place: str
    what: str
    column: str = ""
    code: str = "invalid"

    @property
    def where(self) -> str:
        """Say the place with the column."""
        return f"{self.place}, {self.column}" if self.column else self.place

    @property
    def number(self) -> str:
        """Give the number of the line or row; empty when it is about no single one."""
        word, _, number = self.place.partition(" ")
        return number if word in ("line", "row") else ""


class WrongTable(Exception):
    """The file can't be taken; no error repeats what stands in the file."""

    def __init__(self, *errors: TableError) -> None:
        super().__init__("; ".join(f"{error.where}: {error.what}" for error in errors))
        self.errors = errors


def read_table(raw: bytes, row: type[Row]) -> list[tuple[str, Row]]:
    """Read a table in UTF-8, each row with its place; WrongTable names every wrong place.

    CSV has a header, and `,` or `;` between its fields; an empty field is one that is not there.
    JSON is a list of objects.
    """
    if len(raw) > LARGEST_FILE:
        raise _no_table("is too large", "file-large")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _no_table("is not UTF-8", "file-encoding") from None
    placed = _json_rows(text) if text.lstrip().startswith("[") else _csv_rows(text)
    if len(placed) > MOST_ROWS:
        raise _no_table(f"has more than {MOST_ROWS} rows", "file-long")
    if not placed:
        raise _no_table("has no rows", "file-empty")
    return _checked(placed, row)


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write a table as CSV for spreadsheets: UTF-8 without a mark in front, `;` between fields.

    What a spreadsheet would take for a formula becomes text (OWASP, CSV injection).
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_defused(field) for field in row] for row in rows)
    return out.getvalue().encode()


def _defused(field: str) -> str:
    return f"'{field}" if field.startswith(FORMULAS) else field


def _json_rows(text: str) -> list[tuple[str, object]]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        raise _no_table("is not JSON", "file-json") from None
    return [(f"row {number}", row) for number, row in enumerate(rows, start=1)]


def _csv_rows(text: str) -> list[tuple[str, object]]:
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in header else ",", strict=True)
    try:
        names, *lines = list(reader) or [[]]
    except csv.Error:
        raise _no_table("is not CSV", "file-csv") from None
    _refuse(
        TableError("line 1", "a column twice", code="column-twice")
        for name in names
        if names.count(name) > 1
    )
    filled = [(f"line {n}", line) for n, line in enumerate(lines, start=FIRST_LINE) if any(line)]
    _refuse(
        TableError(place, "another number of fields than the header", code="fields-other")
        for place, line in filled
        if len(line) != len(names)
    )
    return [
        (place, {name: value for name, value in zip(names, line, strict=True) if value.strip()})
        for place, line in filled
    ]


def _checked(placed: list[tuple[str, object]], row: type[Row]) -> list[tuple[str, Row]]:
    adapter, rows, errors = TypeAdapter(row), list[tuple[str, Row]](), list[TableError]()
    for place, values in placed:
        try:
            rows.append((place, adapter.validate_python(values)))
        except ValidationError as why:
            plain = why.errors(include_url=False, include_context=False, include_input=False)
            errors += [_error(place, error) for error in plain]
    _refuse(errors)
    return rows


def _error(place: str, error: ErrorDetails) -> TableError:
    what = error["msg"].removeprefix("Value error, ")
    column = str(error["loc"][0]) if error["loc"] else ""
    return TableError(place, what, column, error["type"])


def _no_table(what: str, code: str) -> WrongTable:
    return WrongTable(TableError("file", what, code=code))


def _refuse(errors: Iterable[TableError]) -> None:
    if found := list(errors):
        raise WrongTable(*found)
