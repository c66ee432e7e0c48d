"""From when to when a TLV counts (T11)."""

from dataclasses import dataclass
from datetime import date

from samenspel_kernel.errors import FieldError, InvalidInput

FIRST_DAY, LAST_DAY = (8, 1), (7, 31)
LONGEST_YEARS = 10


@dataclass(frozen=True, slots=True)
class Validity:
    """The first and the last day."""

    starts_on: date
    ends_on: date

    @classmethod
    def suggested(cls, starts_on: date) -> "Validity":
        """Give the shortest that may be: to the end of the first whole school year."""
        first_whole = starts_on.year + ((starts_on.month, starts_on.day) > FIRST_DAY)
        return cls(starts_on, date(first_whole + 1, *LAST_DAY))

    def check(self) -> None:
        """Refuse what does not end with a school year, or holds no whole one."""
        wrong = []
        if (self.ends_on.month, self.ends_on.day) != LAST_DAY:
            wrong.append(FieldError("ends_on", "tlv.ends-with-school-year"))
        elif self.ends_on < Validity.suggested(self.starts_on).ends_on:
            wrong.append(FieldError("ends_on", "tlv.a-school-year-at-least"))
        elif self.ends_on.year - self.starts_on.year > LONGEST_YEARS:
            wrong.append(FieldError("ends_on", "tlv.ends-too-late"))
        if wrong:
            raise InvalidInput(*wrong)

    def holds(self, day: date) -> bool:
        """Tell whether it counts on a day."""
        return self.starts_on <= day <= self.ends_on
