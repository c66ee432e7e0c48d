"""The rules and school holidays to begin with; an alliance brings its own versions beside them."""

from pathlib import Path

from samenspel_kernel.terms import RuleRecord
from samenspel_platform.calendar_files import FreeTime, read_free_time
from samenspel_platform.term_files import read_terms

DEFAULTS = Path(__file__).with_name("defaults")


def default_terms() -> tuple[RuleRecord, ...]:
    """Give each term that intake needs, in the version that the law or our own standard has."""
    return read_terms((DEFAULTS / "terms.csv").read_bytes())


def default_free_time() -> FreeTime:
    """Give the holidays that were set for schools, by region."""
    return read_free_time((DEFAULTS / "free-days.csv").read_bytes())
