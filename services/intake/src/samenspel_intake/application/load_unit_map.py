"""Use case: an alliance says which units it has, what they cover, and which terms it keeps."""

from dataclasses import dataclass
from datetime import datetime

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.application.resolve_schools import Resolved, resolve_schools
from samenspel_intake.domain.alliance import Alliance, unit_id_of
from samenspel_intake.domain.unit import Area, Unit
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.terms import RuleRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedUnit:
    """One unit of the map."""

    slug: str
    name: str
    area: Area


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMap:
    """The whole map of one alliance."""

    alliance: Alliance
    terms: tuple[RuleRecord, ...]
    units: tuple[MappedUnit, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading changed; all zeros when the map was loaded before."""

    alliance_changed: bool
    terms: int
    units: int
    schools: Resolved


async def load_unit_map(map_: UnitMap, *, uow: IntakeUnitOfWork, clock: Clock) -> Loaded:
    """Take the map over; a unit that it lacks stays known but covers nothing.

    InvalidInput if another alliance has a municipality or a BRIN of it.
    """
    await _refuse_taken_areas(map_, uow)
    alliance_changed = await uow.alliances.put(map_.alliance)
    terms = await uow.terms.put(map_.terms)
    units = await _load_units(map_, uow, clock.now())
    schools = await resolve_schools(map_.alliance.id, uow=uow, clock=clock)
    return Loaded(alliance_changed, terms, units, schools)


async def _refuse_taken_areas(map_: UnitMap, uow: IntakeUnitOfWork) -> None:
    codes = {code for unit in map_.units for code in unit.area.municipalities | unit.area.brins}
    taken = await uow.units.claimed_elsewhere(codes)
    wrong = [
        FieldError(f"units.{n}", "unit-map.area-taken")
        for n, unit in enumerate(map_.units)
        if (unit.area.municipalities | unit.area.brins) & taken
    ]
    if wrong:
        raise InvalidInput(*wrong)


async def _load_units(map_: UnitMap, uow: IntakeUnitOfWork, now: datetime) -> int:
    known = {unit.slug: unit for unit in await uow.units.all()}
    alliance, changed = map_.alliance, 0
    for mapped in map_.units:
        unit = known.pop(mapped.slug, None)
        if unit is None:
            unit = _new_unit(mapped, alliance)
            unit.record(now)
        elif not unit.change(
            name=mapped.name, alliance_name=alliance.name, area=mapped.area, at=now
        ):
            continue
        uow.units.save(unit)
        changed += 1
    for unit in known.values():
        if unit.change(name=unit.name, alliance_name=alliance.name, area=Area(), at=now):
            uow.units.save(unit)
            changed += 1
    return changed


def _new_unit(mapped: MappedUnit, alliance: Alliance) -> Unit:
    return Unit(
        id=unit_id_of(alliance.number, mapped.slug),
        alliance_id=alliance.id,
        slug=mapped.slug,
        name=mapped.name,
        alliance_name=alliance.name,
        area=mapped.area,
    )
