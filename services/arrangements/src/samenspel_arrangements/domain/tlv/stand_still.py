"""When and why the term of an application stands still (T9; Awb 4:5 and 4:15).

All of it is one list of times that never overlap, so that no day is counted twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from samenspel_arrangements.domain.free_text import text_error
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.running_terms import Suspension
from samenspel_kernel.term import Term

LONGEST = timedelta(days=366)
"""Own standard: who needs more than a year says so anew."""
MAX_WHY = 2000


class StandStillGround(StrEnum):
    """Why a decision on a complete application may wait (Awb 4:15, second paragraph)."""

    AGREED = "agreed"
    APPLICANT = "applicant-delay"
    FORCE_MAJEURE = "force-majeure"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandStill(Suspension):
    """A time in which the term stands still, and why in words.

    `agreed_on` is the day on which the applicant agreed in writing. While what is missing is waited
    for (Awb 4:5), `reason` lists that, and there are no words here.
    """

    why: str = field(default="", repr=False)
    agreed_on: date | None = None

    @classmethod
    def planned(
        cls,
        ground: StandStillGround,
        *,
        from_day: date,
        until: date,
        why: str,
        agreed_on: date | None,
        today: date,
    ) -> "StandStill":
        """Let it stand still from a day until a day, both included; InvalidInput names fields."""
        wrong = [text_error("why", why, max_length=MAX_WHY)]
        if until < max(from_day, today):
            wrong.append(FieldError("until", "tlv.stand-still-is-over"))
        elif until - from_day > LONGEST:
            wrong.append(FieldError("until", "tlv.stand-still-too-long"))
        if ground is StandStillGround.AGREED:
            if agreed_on is None:
                wrong.append(FieldError("agreed_on", "input.missing"))
            elif agreed_on > today:
                wrong.append(FieldError("agreed_on", "date.in-future"))
            elif from_day < agreed_on:
                wrong.append(FieldError("from_day", "tlv.agreed-later"))
        if found := [error for error in wrong if error]:
            raise InvalidInput(*found)
        return cls(
            asked_on=from_day - ONE_DAY,
            resumed_on=until + ONE_DAY,
            reason=ground.value,
            why=why,
            agreed_on=agreed_on if ground is StandStillGround.AGREED else None,
        )

    @property
    def from_day(self) -> date:
        """Give the first day that does not count."""
        return self.pause.first_day

    @property
    def until(self) -> date:
        """Give the last day that does not count."""
        return self.pause.last_day

    def counts_in(self, term: Term) -> bool:
        """Tell whether a term has to do with it: it begins while the term runs.

        What is asked for on the last day of a term lets that wait from the next day on (Awb 4:5).
        """
        begins = self.from_day if self.why else self.asked_on
        return begins <= term.last_day and self.resumed_on > term.starts_on


StandStills = tuple[StandStill, ...]


def during(stand_stills: Sequence[StandStill], term: Term) -> StandStills:
    """Give those that a term has to do with, without the days before it began to count.

    One that begins when the term is over gives no new time to what is late.
    """
    return tuple(
        replace(each, asked_on=max(each.asked_on, term.starts_on))
        for each in stand_stills
        if each.counts_in(term)
    )


def ended(stand_stills: Sequence[StandStill], on: date) -> StandStills:
    """Give them as they are when the term runs again on a day; what was still to begin is gone."""
    return tuple(
        replace(each, resumed_on=min(each.resumed_on, on))
        for each in stand_stills
        if each.resumed_on <= on or each.from_day < on
    )


def days_of(stand_stills: Sequence[StandStill], until: date) -> int:
    """Count the days up to and including one on which the term stood still."""
    return sum(each.pause.days for each in ended(stand_stills, until + ONE_DAY))
