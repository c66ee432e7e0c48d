"""Unit: what a newer register says is told before anything changes, and a school closes once."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from samenspel_intake.domain.alliance import alliance_id_of, school_id_of, unit_id_of
from samenspel_intake.domain.register_news import compare
from samenspel_intake.domain.school import Closure, School, SchoolRecorded
from samenspel_intake.domain.school_location import Address, SchoolLocation
from samenspel_intake.gateways.school_register import read_register
from samenspel_kernel.errors import InvalidInput, RuleViolation

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
HEADER = "BEVOEGDGEZAGCODE;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;POSTCODE;PLAATSNAAM;"


def a_location(code: str, *, name: str = "", number: str = "1") -> SchoolLocation:
    address = Address("Plein", number, "1234 AB", "DORP")
    return SchoolLocation(
        code=code,
        name=name or f"School {code}",
        board_number="40001",
        visiting=address,
        correspondence=address,
        municipality_code="0796",
        municipality_name="DORP",
        denomination="Openbaar",
        phone="",
        website="",
    )


def a_school(location: SchoolLocation) -> School:
    return School.at_location(
        location,
        alliance_id=alliance_id_of("PO9901"),
        unit_id=unit_id_of("PO9901", "noord"),
        at=NOW,
    )


def test_new_changed_gone_and_back_are_told_apart() -> None:
    kept, renamed, gone = (
        a_location("99AA00"),
        a_location("99BB00", number="2"),
        a_location("99CC00"),
    )
    closed = a_location("99DD00", number="4")
    schools = [a_school(each) for each in (kept, renamed, gone, closed)]
    schools[3].close(Closure(date(2026, 7, 31)), at=NOW)
    known = {each.code: each for each in (kept, renamed, gone, closed)}
    new = a_location("99EE00", number="5")
    told = [kept, replace(renamed, name="Anders"), new, closed]

    news = compare(told, known, schools)

    assert news.new == (new,)
    assert [(each.location.code, each.what) for each in news.changed] == [("99BB00", ("name",))]
    assert [each.school.location_code for each in news.gone] == ["99CC00"]
    assert [each.code for each in news.back] == ["99DD00"]
    assert news.unchanged == 2


@pytest.mark.parametrize(
    ("there", "hint"),
    [
        (a_location("99FF00"), "99FF00"),
        (a_location("99FF00", name="School 99CC00", number="9"), "99FF00"),
        (a_location("99FF00", number="9"), None),
    ],
    ids=["same address", "same name", "nothing in common"],
)
def test_a_successor_is_a_hint_only(there: SchoolLocation, hint: str | None) -> None:
    gone = a_location("99CC00")
    (told,) = compare([there], {"99CC00": gone}, [a_school(gone)]).gone
    assert (told.hint.code if told.hint else None) == hint


def test_a_school_closes_once_and_tells_its_successor() -> None:
    school, closure = a_school(a_location("99CC00")), Closure(date(2026, 9, 7), "99BB00")
    school.take_events()
    assert school.close(closure, at=NOW) is True
    assert school.close(closure, at=NOW) is False
    (told,) = school.take_events()
    assert isinstance(told, SchoolRecorded)
    assert told.closure is not None
    assert told.closure.successor_id == school_id_of("99BB00")
    with pytest.raises(RuleViolation, match="closed-before"):
        school.close(Closure(date(2026, 9, 7)), at=NOW)


@pytest.mark.parametrize(
    "closure", [Closure(date(2026, 9, 8)), Closure(date(2026, 9, 7), "99CC00")]
)
def test_a_school_closes_not_later_and_not_into_itself(closure: Closure) -> None:
    with pytest.raises(InvalidInput):
        a_school(a_location("99CC00")).close(closure, at=NOW)


def test_lost_zeros_and_shortened_numbers_are_told_by_line() -> None:
    lines = [
        f"{HEADER}GEMEENTECODE;TELEFOONNUMMER",
        "2003;9AA;9AA01;De Nul;1234 AB;DORP;796;0201234567",
        "2003;09BB;09BB00;De Macht;1234 AB;DORP;796;2,01E+08",
    ]
    register = read_register("\r\n".join(lines).encode("utf-8-sig"))
    assert [found.code for found in register.locations] == ["09AA01", "09BB00"]
    assert register.locations[0].board_number == "02003"
    assert [(p.line, p.field, p.code, p.hint) for p in register.problems] == [
        (2, "brin", "brin.zero-lost", "09AA"),
        (3, "phone", "value.scientific", ""),
    ]
