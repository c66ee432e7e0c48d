"""Unit: a register file is read with all its quirks, and what is wrong is told by line."""

from pathlib import Path

import pytest

from samenspel_intake.domain.school_location import SchoolLocation, repaired_house_number
from samenspel_intake.gateways.school_register import (
    Register,
    UnreadableRegister,
    read_register,
)

FILE = Path(__file__).parents[1] / "data" / "schools-2017.csv"
HEADER = "PLAATSNAAM,INSTELLINGSCODE,VESTIGINGSCODE,VESTIGINGSNAAM,POSTCODE,GEMEENTENUMMER,NIEUW"


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register(FILE.read_bytes())


def location(register: Register, code: str) -> SchoolLocation:
    return next(found for found in register.locations if found.code == code)


def test_usable_rows_are_read_and_the_others_refused(register: Register) -> None:
    codes = [found.code for found in register.locations]
    assert codes == ["99AA00", "99AA01", "99BB00", "99CC00", "99DD00"]
    assert register.refused == 6


def test_each_refused_row_is_told_by_line_and_field(register: Register) -> None:
    told = [(p.line, p.field, p.code) for p in register.problems if "house" not in p.field]
    assert told == [
        (7, "postcode", "postcode.invalid"),
        (8, "code", "brin.invalid"),
        (9, "name", "school.name-missing"),
        (10, "code", "location.duplicate"),
        (11, "", "row.wrong-number-of-fields"),
        (13, "municipality_code", "municipality.invalid"),
    ]


def test_house_numbers_that_became_dates_are_kept_and_told(register: Register) -> None:
    told = [(p.location, p.field, p.code, p.hint) for p in register.problems if "house" in p.field]
    assert told == [
        ("99BB00", "house_number", "house-number.damaged", "2-4"),
        ("99BB00", "correspondence_house_number", "house-number.damaged", "2-4"),
        ("99CC00", "correspondence_house_number", "house-number.damaged", "12-14"),
        ("99DD00", "house_number", "house-number.doubtful", ""),
    ]
    assert location(register, "99BB00").visiting.house_number == "2-apr"
    assert register.damaged("house_number") == 1
    assert register.damaged("correspondence_house_number") == 2


def test_lost_zeros_come_back_and_blanks_are_empty(register: Register) -> None:
    found = location(register, "99AA01")
    assert (found.municipality_code, found.phone, found.website) == ("0796", "0201234568", "")
    assert location(register, "99CC00").board_number == "02003"
    assert location(register, "99BB00").phone == ""


def test_accents_and_quotes_survive(register: Register) -> None:
    assert location(register, "99BB00").name == "Skoalle De Fûgel"
    assert location(register, "99CC00").name == 'Basisschool "Kla4"'
    assert location(register, "99CC00").visiting.place == "'S-PLEIN"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_newer_layout_is_read_in_any_order_and_encoding(encoding: str) -> None:
    raw = f"{HEADER}\n'S-PLEIN,99AA,99AA00,De Fûgel,1234ab,796,x\n".encode(encoding)
    register = read_register(raw)
    assert register.problems == []
    found = register.locations[0]
    assert (found.name, found.visiting.postcode) == ("De Fûgel", "1234 AB")
    assert "phone" in register.untold


@pytest.mark.parametrize("code", ["0", "00", "99AA00"])
def test_a_location_may_be_named_by_its_last_digits(code: str) -> None:
    raw = f"{HEADER}\nDorp,99AA,{code},De Brug,1234 AB,796,x\n".encode()
    assert [found.code for found in read_register(raw).locations] == ["99AA00"]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"a;b;c\n1;2;3\n", "columns are missing: VESTIGINGSNUMMER or VESTIGINGSCODE"),
        (b"\x81\x8d\x00\xff", "no text"),
    ],
)
def test_what_is_no_register_is_refused_as_a_whole(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableRegister, match=reason):
        read_register(raw)


@pytest.mark.parametrize(
    ("text", "was"),
    [("2-apr", "2-4"), ("1-mrt", "1-3"), ("28-jan", "28-1"), ("dec-14", "12-14"), ("5-A", None)],
)
def test_a_damaged_house_number_gets_a_guess(text: str, was: str | None) -> None:
    assert repaired_house_number(text) == was


@pytest.mark.parametrize("text", ["2-4", "128-130", "12", "4-A-5", "7-abc", ""])
def test_an_ordinary_house_number_is_not_damaged(text: str) -> None:
    assert repaired_house_number(text) is None
