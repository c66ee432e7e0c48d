"""Unit: a unit map is read or refused by place, and loading it again changes nothing."""

from pathlib import Path
from typing import Any

import pytest

from samenspel_intake.application.load_unit_map import load_unit_map
from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.application.record_locations import record_locations
from samenspel_intake.application.resolve_schools import Resolved, resolve_schools
from samenspel_intake.domain.alliance import school_id_of, unit_id_of
from samenspel_intake.domain.school import SchoolRecorded
from samenspel_intake.domain.unit import UnitRecorded
from samenspel_intake.gateways.school_register import read_register
from samenspel_intake.gateways.unit_map_file import WrongUnitMap, read_unit_map
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import InvalidInput

DATA = Path(__file__).parents[1] / "data"
MAP = (DATA / "unit-map.yaml").read_text()


async def loaded(uow: IntakeUnitOfWork, clock: Clock, text: str = MAP) -> Resolved:
    register = read_register((DATA / "schools-2017.csv").read_bytes())
    await record_locations(register.locations, untold=register.untold, uow=uow)
    return (await load_unit_map(read_unit_map(text.encode()), uow=uow, clock=clock)).schools


async def test_a_brin_goes_before_a_municipality(uow: IntakeUnitOfWork, clock: Clock) -> None:
    await loaded(uow, clock)
    school = await uow.schools.get(school_id_of("99AA01"))
    assert school.unit_id == unit_id_of("PO9901", "zuid")
    assert [type(e) for e in school.take_events()] == [SchoolRecorded]


async def test_loading_again_changes_nothing(uow: IntakeUnitOfWork, clock: Clock) -> None:
    assert await loaded(uow, clock) == Resolved(new=4, changed=1)
    for unit in await uow.units.all():
        unit.take_events()
    assert await loaded(uow, clock) == Resolved(new=0, changed=0)
    assert all(unit.take_events() == () for unit in await uow.units.all())


async def test_a_new_name_and_a_lost_area_are_told(uow: IntakeUnitOfWork, clock: Clock) -> None:
    await loaded(uow, clock)
    (await uow.units.get(unit_id_of("PO9901", "zuid"))).take_events()

    renamed = MAP.replace("Steunpunt Zuid", "Steunpunt Haven").replace(', brins: ["99AA"]', "")
    assert await loaded(uow, clock, renamed) == Resolved(new=0, changed=2)

    zuid = await uow.units.get(unit_id_of("PO9901", "zuid"))
    assert [type(e) for e in zuid.take_events()] == [UnitRecorded]
    school = await uow.schools.get(school_id_of("99AA00"))
    assert school.unit_id == unit_id_of("PO9901", "noord")


async def test_a_unit_that_the_map_lacks_covers_nothing(
    uow: IntakeUnitOfWork, clock: Clock
) -> None:
    await loaded(uow, clock)
    without = "\n".join(line for line in MAP.splitlines() if "slug: zuid" not in line)
    await loaded(uow, clock, without)
    assert (await uow.schools.get(school_id_of("99BB00"))).unit_id is None


async def test_a_file_with_fewer_columns_takes_nothing_away(uow: IntakeUnitOfWork) -> None:
    full = read_register((DATA / "schools-2017.csv").read_bytes())
    await record_locations(full.locations, untold=full.untold, uow=uow)
    narrow = read_register(
        b"BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;POSTCODE;PLAATSNAAM;GEMEENTENUMMER\n"
        b"99AA;99AA00;Nieuwe naam;1234 AB;WATERDORP;796\n"
    )
    recorded = await record_locations(narrow.locations, untold=narrow.untold, uow=uow)
    assert (recorded.new, recorded.changed) == (0, 1)
    kept = (await uow.locations.all())["99AA00"]
    assert (kept.name, kept.phone) == ("Nieuwe naam", "0201234567")
    assert kept.visiting.street == "Dorpsstraat"
    assert kept.correspondence.house_number == "12"


async def test_nothing_changes_while_the_register_is_the_same(
    uow: IntakeUnitOfWork, clock: Clock
) -> None:
    await loaded(uow, clock)
    alliance = read_unit_map(MAP.encode()).alliance
    assert await resolve_schools(alliance.id, uow=uow, clock=clock) == Resolved(0, 0)


async def test_an_area_of_another_alliance_is_refused(clock: Clock, uow: Any) -> None:
    uow.units.taken = {"9902"}
    with pytest.raises(InvalidInput) as refused:
        await loaded(uow, clock)
    assert [(e.field, e.code) for e in refused.value.errors] == [("units.1", "unit-map.area-taken")]


@pytest.mark.parametrize(
    ("change", "to", "place"),
    [
        ("PO9901", "9901", "alliance.number"),
        ("value: 15", "value: nul", "terms.0.value"),
        ("unit: working-days", "unit: maanden", "terms.0.unit"),
        ("unit: working-days", "unit: school-days", "terms.0"),
        (
            "unit: working-days, movesToWorkingDay: false",
            "unit: weeks, movesToWorkingDay: true",
            "terms.0",
        ),
        ("0796", "796", "units.0.municipalities.0"),
        ("99AA", "99A", "units.1.brins.0"),
        ("slug: zuid", "slug: noord", "units"),
        ("9902", "0796", "units"),
        ("rule: handover-answer", "rule: iets-anders", "terms"),
        ("name: De Waterkant", "naam: De Waterkant", "alliance.name"),
    ],
)
def test_a_wrong_map_is_refused_by_place(change: str, to: str, place: str) -> None:
    with pytest.raises(WrongUnitMap) as refused:
        read_unit_map(MAP.replace(change, to, 1).encode())
    assert place in [path for path, _ in refused.value.errors]


@pytest.mark.parametrize(
    ("raw", "place"),
    [(b"a: [", "line 1"), (b"", "file"), (b"just text", "file"), (b"\xff", "file")],
)
def test_what_is_no_map_at_all_is_refused(raw: bytes, place: str) -> None:
    with pytest.raises(WrongUnitMap) as refused:
        read_unit_map(raw)
    assert place in [path for path, _ in refused.value.errors]
