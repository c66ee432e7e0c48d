"""Which child goes on to a next school, and about when: what its date of birth tells.

Nothing that we have tells in which year a child sits, or of what kind its school is. So this is what
holds for most children; a person says the real day, or that it does not go yet.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from samenspel_arrangements.domain.transitions.contents import Stage, TransitionId
from samenspel_kernel.ids import PupilId

_NAMESPACE = UUID("0b8c1f0a-6a0e-5c55-9f4b-2f1f5a3d7c21")
AGE_OF_PRIMARY = 4
AGE_OF_SECONDARY = 12
SCHOOL_YEAR_BEGINS = (8, 1)
"""1 August (WPO 1)."""
TWELVE_BY = (9, 30)
"""Who is twelve before 1 October mostly ends its eighth year; own rule, custom of schools."""


@dataclass(frozen=True, slots=True)
class Coming:
    """From where to where, and the day that is taken for its first until somebody says better."""

    stage: Stage
    first_day: date

    def id_for(self, pupil_id: PupilId, *, moved_away: int = 0) -> TransitionId:
        """Give the one way to a next school that a child has of itself, in one school year.

        A child that came back has another: `moved_away` is how often one ended so before.
        """
        year = school_year_of(self.first_day)
        name = f"{pupil_id.hex}/{self.stage.value}/{year.isoformat()}"
        if moved_away:
            name += f"/{moved_away}"
        return TransitionId(uuid5(_NAMESPACE, name))


def school_year_of(day: date) -> date:
    """Give the first day of the school year in which a day is."""
    first = date(day.year, *SCHOOL_YEAR_BEGINS)
    return first if day >= first else date(day.year - 1, *SCHOOL_YEAR_BEGINS)


def next_school_year(today: date) -> date:
    """Give the first day of the school year that comes."""
    return date(school_year_of(today).year + 1, *SCHOOL_YEAR_BEGINS)


def fourth_birthday(birth_date: date) -> date:
    """Give the day from which a child may be at a primary school (WPO 39)."""
    year = birth_date.year + AGE_OF_PRIMARY
    try:
        return birth_date.replace(year=year)
    except ValueError:  # 29 February, in a year that has none
        return date(year, 3, 1)


def four_years_before(today: date) -> date:
    """Give the last date of birth of children who are four already."""
    try:
        return today.replace(year=today.year - AGE_OF_PRIMARY)
    except ValueError:  # 29 February, and there was none
        return date(today.year - AGE_OF_PRIMARY, 2, 28)


def last_birth_date_for_secondary(first_day: date) -> date:
    """Give the date of birth of the youngest that mostly goes to secondary school on a day."""
    return date(first_day.year - AGE_OF_SECONDARY, *TWELVE_BY)


def coming(birth_date: date, today: date) -> Coming | None:
    """Give where a child goes next, about when; None while that is years away.

    A child of thirteen that stayed goes on each year anew, until it did.
    """
    birthday = fourth_birthday(birth_date)
    if today < birthday:
        return Coming(Stage.TO_PRIMARY, birthday)
    first_day = next_school_year(today)
    if birth_date <= last_birth_date_for_secondary(first_day):
        return Coming(Stage.TO_SECONDARY, first_day)
    return None
