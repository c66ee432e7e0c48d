"""Takes what an administrator brings in a file: terms, free days, or the regions of schools."""

from samenspel_intake.application.terms.bring_rules import (
    Change,
    bring_free_days,
    bring_regions,
    bring_terms,
)
from samenspel_intake.application.terms.ports import Brought, HolidayPlace, RulesUnitOfWork
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_platform.calendar_files import read_free_periods, read_holiday_regions
from samenspel_platform.term_files import read_terms


def holiday_places(raw: bytes) -> tuple[HolidayPlace, ...]:
    """Read in which region schools have their holidays; WrongTable names every wrong place."""
    return tuple(
        HolidayPlace(row.code, row.region, row.source) for row in read_holiday_regions(raw)
    )


async def bring(
    what: Brought,
    raw: bytes,
    *,
    actor: Actor,
    uow: RulesUnitOfWork,
    clock: Clock,
    dry_run: bool,
) -> Change:
    """Take a file over, or only say what it would change; WrongTable if it can't be read."""
    match what:
        case Brought.TERMS:
            return await bring_terms(
                read_terms(raw), actor=actor, uow=uow, clock=clock, dry_run=dry_run
            )
        case Brought.FREE_DAYS:
            return await bring_free_days(
                read_free_periods(raw), actor=actor, uow=uow, clock=clock, dry_run=dry_run
            )
        case Brought.HOLIDAY_REGIONS:
            return await bring_regions(
                holiday_places(raw), actor=actor, uow=uow, clock=clock, dry_run=dry_run
            )
