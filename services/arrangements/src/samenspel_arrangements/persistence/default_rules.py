"""The rules to begin with; an alliance brings its own versions beside them."""

from functools import cache
from pathlib import Path

from samenspel_kernel.terms import RuleRecord
from samenspel_platform.term_files import read_terms

DEFAULTS = Path(__file__).with_name("default_terms.csv")


@cache
def default_terms() -> tuple[RuleRecord, ...]:
    """Give each term that arrangements needs, in the version of the law or of our own standard."""
    return read_terms(DEFAULTS.read_bytes())
