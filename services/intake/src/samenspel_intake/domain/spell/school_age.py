"""Between which days a child must go to school (Leerplichtwet 1969, art. 3 and 4a)."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.domain.ages import birthday

FIRST_AGE, LAST_AGE, QUALIFIED_AGE = 5, 16, 18


@dataclass(frozen=True, slots=True)
class SchoolAge:
    """From the first day to the last a child must go to school.

    After it the duty to qualify holds until the birthday `qualify_before`.
    """

    first_day: date
    last_day: date
    qualify_before: date

    @classmethod
    def of(cls, birth_date: date) -> "SchoolAge":
        """Compute it: from the month after the fifth birthday, to the school year of 16."""
        fifth, sixteenth = birthday(birth_date, FIRST_AGE), birthday(birth_date, LAST_AGE)
        next_month = date(fifth.year + fifth.month // 12, fifth.month % 12 + 1, 1)
        year = sixteenth.year + (sixteenth.month >= 8)
        return cls(next_month, date(year, 7, 31), birthday(birth_date, QUALIFIED_AGE))

    def must_go(self, day: date) -> bool:
        """Tell whether the duty to go to school holds on a day."""
        return self.first_day <= day <= self.last_day

    def must_qualify(self, day: date) -> bool:
        """Tell whether, after that, the duty to qualify holds on a day."""
        return self.last_day < day < self.qualify_before
