"""Reads the school register as DUO publishes it, in the layout of 2017 and the newer one.

Each line is read by itself, so that a broken one costs that line and nothing after it.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from samenspel_intake.domain.school_location import (
    Address,
    SchoolLocation,
    read_location,
    repaired_house_number,
)
from samenspel_kernel.errors import InvalidInput

COLUMNS = {
    "code": ("VESTIGINGSNUMMER", "VESTIGINGSCODE"),
    "brin": ("BRIN NUMMER", "INSTELLINGSCODE", "BRIN"),
    "name": ("VESTIGINGSNAAM",),
    "postcode": ("POSTCODE",),
    "place": ("PLAATSNAAM",),
    "municipality_code": ("GEMEENTENUMMER", "GEMEENTECODE"),
}
OPTIONAL_COLUMNS = {
    "board_number": ("BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG CODE"),
    "street": ("STRAATNAAM",),
    "house_number": ("HUISNUMMER-TOEVOEGING",),
    "municipality_name": ("GEMEENTENAAM",),
    "denomination": ("DENOMINATIE",),
    "phone": ("TELEFOONNUMMER",),
    "website": ("INTERNETADRES",),
    "correspondence_street": ("STRAATNAAM CORRESPONDENTIEADRES",),
    "correspondence_house_number": ("HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES",),
    "correspondence_postcode": ("POSTCODE CORRESPONDENTIEADRES",),
    "correspondence_place": ("PLAATSNAAM CORRESPONDENTIEADRES",),
}
"""Titles are compared without spaces, dashes and low lines: DUO writes them in several ways."""

LINE_END = re.compile(r"\r\n|\r|\n")
DAMAGED = "house-number.damaged"
DOUBTFUL = "house-number.doubtful"
SCIENTIFIC = "value.scientific"
ZERO_LOST = "brin.zero-lost"
_SCIENTIFIC = re.compile(r"[0-9]([.,][0-9]+)?E[+-]?[0-9]+", re.IGNORECASE)
_NO_NUMBERS = frozenset({"name", "street", "place", "correspondence_street", "code", "brin"})


class UnreadableRegister(Exception):
    """The file is no school register; the message says why, for the person who imports."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line (counted from 1, the header): in which field, and its value.

    `hint` is what the value probably was.
    """

    line: int
    location: str
    field: str
    code: str
    value: str
    hint: str = ""


@dataclass(slots=True)
class Register:
    """What a file holds: the usable locations, and everything that is wrong with it.

    `untold` are the fields for which it has no column.
    """

    locations: list[SchoolLocation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: int = 0
    untold: frozenset[str] = frozenset()

    def damaged(self, field_name: str) -> int:
        """Count the house numbers of a kind of address that a spreadsheet made a date."""
        return sum((p.code, p.field) == (DAMAGED, field_name) for p in self.problems)


def read_register(raw: bytes) -> Register:
    """Read a file; UnreadableRegister if it is none, and then nothing of it is usable."""
    lines = LINE_END.split(_decoded(raw))
    header = next((line for line in lines if line.strip()), "")
    delimiter = ";" if header.count(";") >= header.count(",") else ","
    names = _columns(_cells(header, delimiter))
    register = Register(untold=frozenset(OPTIONAL_COLUMNS) - set(names))
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line is header:
            continue
        cells = _cells(line, delimiter)
        if len(cells) != len(names):
            _refuse(
                register, Problem(number, "", "", "row.wrong-number-of-fields", str(len(cells)))
            )
            continue
        row = dict.fromkeys(OPTIONAL_COLUMNS, "") | dict(zip(names, cells, strict=True))
        _take(register, row, number, seen)
    return register


def _take(register: Register, row: dict[str, str], line: int, seen: dict[str, int]) -> None:
    try:
        location = read_location(row)
    except InvalidInput as why:
        wrong = [
            Problem(line, row["code"], error.field, error.code, row.get(error.field, ""))
            for error in why.errors
        ]
        _refuse(register, *wrong)
        return
    if (first := seen.setdefault(location.code, line)) != line:
        hint = f"line {first}"
        _refuse(
            register,
            Problem(line, location.code, "code", "location.duplicate", location.code, hint),
        )
        return
    register.locations.append(location)
    register.problems.extend(_suspect_house_numbers(location, line))
    register.problems.extend(_suspect_values(location, row, line))


def _refuse(register: Register, *problems: Problem) -> None:
    register.problems.extend(problems)
    register.refused += 1


def _suspect_house_numbers(location: SchoolLocation, line: int) -> Iterator[Problem]:
    addresses: tuple[tuple[str, Address], ...] = (
        ("house_number", location.visiting),
        ("correspondence_house_number", location.correspondence),
    )
    for name, address in addresses:
        number = address.house_number
        if address.is_damaged:
            hint = repaired_house_number(number) or ""
            yield Problem(line, location.code, name, DAMAGED, number, hint)
        elif address.is_doubtful:
            yield Problem(line, location.code, name, DOUBTFUL, number)


def _suspect_values(location: SchoolLocation, row: dict[str, str], line: int) -> Iterator[Problem]:
    """Tell of zeros that came back in front of a code, and of numbers like 2,01E+08."""
    if not location.code.startswith(row["brin"].upper()):
        yield Problem(line, location.code, "brin", ZERO_LOST, row["brin"], location.brin)
    for name in (COLUMNS | OPTIONAL_COLUMNS).keys() - _NO_NUMBERS:
        if _SCIENTIFIC.fullmatch(row[name]):
            yield Problem(line, location.code, name, SCIENTIFIC, row[name])


def _decoded(raw: bytes) -> str:
    if not raw.strip():
        raise UnreadableRegister("the file is empty")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableRegister("it is no text in UTF-8 or Windows-1252 (save it as CSV)")


def _cells(line: str, delimiter: str) -> list[str]:
    """Split a line; what is blank (the register pads with spaces) is empty."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _columns(header: Sequence[str]) -> list[str]:
    """Give our name of each column in the order of the file; unknown ones keep their own."""
    wanted = {
        _title(given): ours
        for ours, theirs in (COLUMNS | OPTIONAL_COLUMNS).items()
        for given in theirs
    }
    names = [wanted.get(_title(title), f"({title})") for title in header]
    missing = [" or ".join(theirs) for ours, theirs in COLUMNS.items() if ours not in names]
    if missing:
        raise UnreadableRegister(f"columns are missing: {', '.join(missing)}")
    return names


def _title(written: str) -> str:
    return re.sub(r"[\s_-]", "", written).upper()
