"""Tables that people bring as a file: CSV as spreadsheets write it, or JSON; every error at once."""

import csv
import io
import json
from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

LARGEST_FILE = 1_000_000
MOST_ROWS = 10_000
FIRST_LINE = 2
"""The line of the first row of a CSV file; the header is line 1."""

Row = TypeVar("Row", bound=BaseModel)


class WrongTable(Exception):
    """The file can't be taken; `errors` are (place in the file, what is wrong there).

    No error repeats what stands in the file.
    """

    def __init__(self, *errors: tuple[str, str]) -> None:
        super().__init__("; ".join(f"{place}: {what}" for place, what in errors))
        self.errors = errors


def read_table(raw: bytes, row: type[Row]) -> list[tuple[str, Row]]:
    """Read a table in UTF-8, each row with its place; WrongTable names every wrong place.

    CSV has a header, and `,` or `;` between its fields; an empty field is one that is not there.
    JSON is a list of objects.
    """
    if len(raw) > LARGEST_FILE:
        raise WrongTable(("file", "is too large"))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongTable(("file", "is not UTF-8")) from None
    placed = _json_rows(text) if text.lstrip().startswith("[") else _csv_rows(text)
    if len(placed) > MOST_ROWS:
        raise WrongTable(("file", f"has more than {MOST_ROWS} rows"))
    if not placed:
        raise WrongTable(("file", "has no rows"))
    return _checked(placed, row)


def _json_rows(text: str) -> list[tuple[str, object]]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        raise WrongTable(("file", "is not JSON")) from None
    return [(f"row {number}", row) for number, row in enumerate(rows, start=1)]


def _csv_rows(text: str) -> list[tuple[str, object]]:
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in header else ",", strict=True)
    try:
        names, *lines = list(reader) or [[]]
    except csv.Error:
        raise WrongTable(("file", "is not CSV")) from None
    _refuse(("line 1", "a column twice") for name in names if names.count(name) > 1)
    filled = [(f"line {n}", line) for n, line in enumerate(lines, start=FIRST_LINE) if any(line)]
    _refuse(
        (place, "another number of fields than the header")
        for place, line in filled
        if len(line) != len(names)
    )
    return [
        (place, {name: value for name, value in zip(names, line, strict=True) if value.strip()})
        for place, line in filled
    ]


def _checked(placed: list[tuple[str, object]], row: type[Row]) -> list[tuple[str, Row]]:
    adapter, rows, errors = TypeAdapter(row), list[tuple[str, Row]](), list[tuple[str, str]]()
    for place, values in placed:
        try:
            rows.append((place, adapter.validate_python(values)))
        except ValidationError as why:
            plain = why.errors(include_url=False, include_context=False, include_input=False)
            errors += [(_where(place, error["loc"]), _what(error["msg"])) for error in plain]
    _refuse(errors)
    return rows


def _where(place: str, path: tuple[int | str, ...]) -> str:
    return ", ".join([place, *map(str, path)])


def _what(message: str) -> str:
    return message.removeprefix("Value error, ")


def _refuse(errors: Iterable[tuple[str, str]]) -> None:
    if found := list(errors):
        raise WrongTable(*found)
