"""The number by which a TLV is known outside (T14): by the alliance's own pattern, never reused."""

import re
from dataclasses import dataclass

from samenspel_kernel.errors import FieldError, InvalidInput


@dataclass(frozen=True, slots=True)
class NumberRule:
    """How an alliance writes its numbers: a template to make one, a pattern that each must fit.

    The template knows `{year}` and `{sequence}`; DUO's format is not public, so it is data.
    """

    template: str
    pattern: str

    def __post_init__(self) -> None:
        if not re.fullmatch(self.pattern, self.template.format(year=2026, sequence=1)):
            raise ValueError("the template does not fit its own pattern")

    def make(self, *, year: int, sequence: int) -> str:
        """Write a number; ValueError when it does not fit the pattern (any more)."""
        number = self.template.format(year=year, sequence=sequence)
        if not re.fullmatch(self.pattern, number):
            raise ValueError("the number does not fit its pattern")
        return number

    def fits(self, number: str) -> bool:
        """Tell whether a number has the form of this alliance's."""
        return re.fullmatch(self.pattern, number) is not None


NUMBERS = NumberRule(template="{year}{sequence:06d}", pattern=r"\d{10}")
"""How an alliance writes its numbers unless it has a rule of its own."""
FOREIGN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./-]{2,39}")


def foreign_number(written: str) -> str:
    """Take another alliance's number as it is; InvalidInput when it can't be one."""
    number = written.strip()
    if not FOREIGN.fullmatch(number):
        raise InvalidInput(FieldError("number", "tlv.number"))
    return number
