"""Use case: an alliance begins with the terms, holidays and regions that are known of old."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from samenspel_intake.application.ports import Schools
from samenspel_intake.application.terms.ports import HolidayPlace, RulesUnitOfWork
from samenspel_intake.application.terms.tell_calendar import tell_calendar
from samenspel_kernel.clock import Clock
from samenspel_kernel.free_days import FreeKind, FreePeriod
from samenspel_kernel.terms import RuleRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What every alliance begins with; `places` are the regions by the codes of municipalities."""

    terms: Sequence[RuleRecord]
    free_days: Sequence[FreePeriod]
    places: Mapping[str, HolidayPlace]


class DefaultsUnitOfWork(RulesUnitOfWork, Protocol):
    """One transaction with terms, calendars and schools."""

    @property
    def schools(self) -> Schools:
        """The alliance's schools."""
        ...


async def load_defaults(defaults: Defaults, *, uow: DefaultsUnitOfWork, clock: Clock) -> int:
    """Add what the alliance says nothing of itself; gives how many terms it got.

    A rule of which it has any version, a school year of which it has any holiday, and a
    municipality whose region it gave, stay as they are.
    """
    now, has = clock.now(), {version.record.key for version in await uow.terms.all()}
    terms = await uow.terms.put([record for record in defaults.terms if record.key not in has])
    years = {
        period.school_year
        for period in await uow.calendars.periods()
        if period.kind is FreeKind.SCHOOL_HOLIDAY
    }
    new = [period for period in defaults.free_days if period.school_year not in years]
    await uow.calendars.change(added=new, removed=(), by=None, at=now)
    places = {place.code for place in await uow.calendars.places()}
    municipalities = {school.municipality_code for school in await uow.schools.all()} - places
    known = [defaults.places[code] for code in sorted(municipalities) if code in defaults.places]
    await uow.calendars.put_places(known, by=None, at=now)
    if new or known or not (await uow.school_calendars.mine()).row_version:
        await tell_calendar(uow=uow, clock=clock)
    return terms
