"""Being late has a price: notice of default, two weeks, then a penalty by the day (Awb 4:17; T18)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.term import Term


class LateThing(StrEnum):
    """What the alliance was late with."""

    DECISION = "decision"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class PenaltyRate:
    """What so many days cost each, in euro cents, one after the other."""

    days: int
    cents: int


AWB_4_17 = (PenaltyRate(14, 2300), PenaltyRate(14, 3500), PenaltyRate(14, 4500))
"""At most 42 days, so 1,442 euro in all."""


@dataclass(frozen=True, slots=True)
class DefaultNotice:
    """Somebody says in writing that we are late; `decide` is the last chance without a penalty."""

    received_on: date
    about: LateThing
    decide: Term
    rates: tuple[PenaltyRate, ...] = AWB_4_17
    decided_on: date | None = None

    def decided(self, on: date) -> "DefaultNotice":
        """Stop its clock."""
        return replace(self, decided_on=on)

    def days_due(self, today: date) -> int:
        """Count the days of penalty up to and with a day, or up to the decision."""
        until = self.decided_on or today
        days = (until - self.decide.last_day).days - (1 if self.decided_on else 0)
        return max(0, min(days, sum(rate.days for rate in self.rates)))

    def cents_due(self, today: date) -> int:
        """Add up what is due, in euro cents."""
        left, cents = self.days_due(today), 0
        for rate in self.rates:
            days = min(left, rate.days)
            cents, left = cents + days * rate.cents, left - days
        return cents

    @property
    def first_day(self) -> date:
        """The first day that costs money."""
        return self.decide.last_day + ONE_DAY
