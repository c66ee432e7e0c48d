"""The rules and school holidays to begin with; an alliance brings its own versions beside them."""

from pathlib import Path

from samenspel_intake.application.terms.load_defaults import Defaults
from samenspel_intake.application.terms.ports import HolidayPlace
from samenspel_intake.gateways.rule_files import holiday_places
from samenspel_kernel.terms import RuleRecord
from samenspel_platform.calendar_files import FreeTime, read_free_periods, read_free_time
from samenspel_platform.term_files import read_terms

DEFAULTS = Path(__file__).with_name("defaults")


def default_terms() -> tuple[RuleRecord, ...]:
    """Give each term that intake needs, in the version that the law or our own standard has."""
    return read_terms((DEFAULTS / "terms.csv").read_bytes())


def default_free_time() -> FreeTime:
    """Give the holidays that were set for schools, by region."""
    return read_free_time((DEFAULTS / "free-days.csv").read_bytes())


def default_places() -> tuple[HolidayPlace, ...]:
    """Give the holiday region of each municipality, also of those that were merged since."""
    return holiday_places((DEFAULTS / "holiday-regions.csv").read_bytes())


def defaults() -> Defaults:
    """Give all that an alliance begins with."""
    return Defaults(
        terms=default_terms(),
        free_days=read_free_periods((DEFAULTS / "free-days.csv").read_bytes()),
        places={place.code: place for place in default_places()},
    )
