"""Reads what an administrator brings: terms, free days, or the regions of schools."""

from samenspel_intake.application.terms.ports import HolidayPlace
from samenspel_platform.calendar_files import read_holiday_regions


def holiday_places(raw: bytes) -> tuple[HolidayPlace, ...]:
    """Read in which region schools have their holidays; WrongTable names every wrong place."""
    return tuple(
        HolidayPlace(row.code, row.region, row.source) for row in read_holiday_regions(raw)
    )
