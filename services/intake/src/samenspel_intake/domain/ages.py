"""How old a child is, and in which band of ages it counts."""

from datetime import date

from samenspel_kernel.errors import FieldError

OLDEST = 14
SCHOOL_AGE = 4
BANDS = ((3, "0-3"), (5, "4-5"), (8, "6-8"), (11, "9-11"), (OLDEST, "12-14"))
UNKNOWN_BAND = "unknown"
OVER_BAND = "15-plus"


def age_on(birth_date: date, day: date) -> int:
    """Count the birthdays that a child has had by a day, that day included."""
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday


def birthday(birth_date: date, age: int) -> date:
    """Give the day on which a child turns an age; who was born on 29 February has it on 1 March."""
    try:
        return birth_date.replace(year=birth_date.year + age)
    except ValueError:
        return date(birth_date.year + age, 3, 1)


def age_band(birth_date: date | None, day: date) -> str:
    """Give the band of ages that a child is in, coarse enough to tell nobody who it is."""
    if birth_date is None:
        return UNKNOWN_BAND
    age = age_on(birth_date, day)
    return next((band for last, band in BANDS if age <= last), OVER_BAND)


def wrong_birth_date(birth_date: date | None, today: date) -> list[FieldError]:
    """Refuse a birth date in the future, and a new entry of who has turned 15."""
    if birth_date is None:
        return []
    if birth_date > today:
        return [FieldError("birth_date", "pupil.birth-date-in-future")]
    if age_on(birth_date, today) > OLDEST:
        return [FieldError("birth_date", "pupil.too-old")]
    return []
