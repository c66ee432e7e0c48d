"""Reads a municipality's file of children without education: CSV with a line for each."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samenspel_intake.application.spells.import_spells import FileLine, LineError

COLUMNS = ("voornaam", "achternaam", "geboortedatum", "school", "bekend_op", "eerste_dag")
MOST_LINES = 500
MOST_BYTES = 200_000
FIRST_LINE = 2
"""The number of the first line after the header, as a spreadsheet counts."""


class WrongSpellFile(Exception):
    """The file is none of these; `code` says why, `column` which one is missing."""

    def __init__(self, code: str, column: str = "") -> None:
        super().__init__(code)
        self.code, self.column = code, column


@dataclass(frozen=True, slots=True)
class SpellFile:
    """The lines that can be read, and what is wrong with the others."""

    lines: Sequence[FileLine]
    errors: Sequence[LineError]


def read_spell_file(content: bytes) -> SpellFile:
    """Read a file; comma or semicolon. WrongSpellFile if it is none."""
    if not content:
        raise WrongSpellFile("spell-file.no-file")
    if len(content) > MOST_BYTES:
        raise WrongSpellFile("spell-file.too-large")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongSpellFile("spell-file.unreadable") from None
    header = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in header else ",")
    for column in COLUMNS:
        if column not in (reader.fieldnames or ()):
            raise WrongSpellFile("spell-file.column-missing", column)
    rows = [row for row in reader if any(value for value in row.values())]
    if len(rows) > MOST_LINES:
        raise WrongSpellFile("spell-file.too-large")
    lines: list[FileLine] = []
    errors: list[LineError] = []
    for number, row in enumerate(rows, start=FIRST_LINE):
        line, wrong = _line(number, row)
        errors += wrong
        if not wrong:
            lines.append(line)
    return SpellFile(lines, errors)


def write_lines(lines: Sequence[FileLine]) -> str:
    """Write lines as such a file again."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        days = (line.birth_date, line.known_on, line.first_day)
        born, known_on, first_day = (day.isoformat() if day else "" for day in days)
        names = (line.given_name, line.family_name)
        writer.writerow((*names, born, line.location_code, known_on, first_day))
    return text.getvalue()


def _line(number: int, row: Mapping[str, str | None]) -> tuple[FileLine, list[LineError]]:
    said = {column: (row.get(column) or "").strip() for column in COLUMNS}
    days: dict[str, date | None] = {}
    wrong: list[LineError] = []
    for column in ("geboortedatum", "bekend_op", "eerste_dag"):
        try:
            days[column] = date.fromisoformat(said[column]) if said[column] else None
        except ValueError:
            days[column] = None
            wrong.append(LineError(number, column, "spell-file.date"))
    if not said["bekend_op"]:
        wrong.append(LineError(number, "bekend_op", "input.missing"))
    line = FileLine(
        number=number,
        given_name=said["voornaam"],
        family_name=said["achternaam"],
        birth_date=days["geboortedatum"],
        location_code=said["school"].upper(),
        known_on=days["bekend_op"] or date.min,
        first_day=days["eerste_dag"],
    )
    return line, wrong
