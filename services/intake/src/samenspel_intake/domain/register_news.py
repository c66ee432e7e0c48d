"""What a newer register says of the schools of an alliance: new, changed, gone, or back again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from samenspel_intake.domain.school import School
from samenspel_intake.domain.school_location import SchoolLocation
from samenspel_intake.domain.unit import Coverage


@dataclass(frozen=True, slots=True)
class Changed:
    """A school of which the register says something else now; `what` are the fields."""

    location: SchoolLocation
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """A school that the register has no more; it may have closed, or gone into another.

    `hint` is a location that may be its successor, at the same address or with the same name: for
    a person to decide.
    """

    school: School
    hint: SchoolLocation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterNews:
    """All that a person looks at before the register is taken over.

    `back` are schools that closed here and stand in the register; they stay closed.
    """

    new: tuple[SchoolLocation, ...]
    changed: tuple[Changed, ...]
    unchanged: int
    gone: tuple[Gone, ...]
    back: tuple[SchoolLocation, ...]


def own_part(
    locations: Iterable[SchoolLocation], schools: Iterable[School], coverage: Coverage
) -> list[SchoolLocation]:
    """Give the locations that are schools of the alliance, or lie where its map covers."""
    codes = {school.location_code for school in schools}
    return [
        location
        for location in locations
        if location.code in codes
        or coverage.unit_of(municipality_code=location.municipality_code, brin=location.brin)
    ]


def compare(
    told: Iterable[SchoolLocation],
    known: Mapping[str, SchoolLocation],
    schools: Iterable[School],
) -> RegisterNews:
    """Compare an alliance's part of a register with what is known."""
    by_code = {location.code: location for location in told}
    mine = {school.location_code: school for school in schools}
    new = tuple(location for code, location in by_code.items() if code not in mine)
    changed = tuple(
        Changed(location, what)
        for code, location in by_code.items()
        if code in mine and (what := _differences(known[code], location))
    )
    gone = tuple(
        Gone(school, _hint(known[code], by_code.values()))
        for code, school in mine.items()
        if school.is_open and code not in by_code
    )
    back = tuple(by_code[c] for c, school in mine.items() if c in by_code and not school.is_open)
    unchanged = len(by_code) - len(new) - len(changed)
    return RegisterNews(new=new, changed=changed, unchanged=unchanged, gone=gone, back=back)


def _differences(was: SchoolLocation, now: SchoolLocation) -> tuple[str, ...]:
    names = (field.name for field in fields(SchoolLocation))
    return tuple(name for name in names if getattr(was, name) != getattr(now, name))


def _hint(gone: SchoolLocation, there: Iterable[SchoolLocation]) -> SchoolLocation | None:
    places = list(there)
    return next(
        (
            location
            for same in (_at_one_address, _with_one_name)
            for location in places
            if same(gone, location)
        ),
        None,
    )


def _at_one_address(one: SchoolLocation, other: SchoolLocation) -> bool:
    here, there = one.visiting, other.visiting
    return (here.postcode, here.house_number) == (there.postcode, there.house_number)


def _with_one_name(one: SchoolLocation, other: SchoolLocation) -> bool:
    return (one.name.casefold(), one.municipality_code) == (
        other.name.casefold(),
        other.municipality_code,
    )
