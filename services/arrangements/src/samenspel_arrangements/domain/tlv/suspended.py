"""How the term of a complete application stands still and runs on, before it is decided (T9)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from samenspel_arrangements.domain.tlv.examined import ExaminedTlv
from samenspel_arrangements.domain.tlv.stand_still import StandStill, StandStills, ended
from samenspel_arrangements.domain.tlv.standing import (
    Deciding,
    Divided,
    Examining,
    InAdvice,
    RefusalIntended,
)
from samenspel_arrangements.domain.tlv.states import TLVS
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.term import Term


@dataclass(frozen=True, slots=True)
class Clocks:
    """The terms of an application that wait together: to decide by, and of the step it is in."""

    decide: Term
    step: Term | None


@dataclass(eq=False, kw_only=True)
class SuspendableTlv(ExaminedTlv):
    """Guards that no day is suspended twice, and none from the day of the decision on."""

    @property
    def clocks(self) -> Clocks:
        """Give the terms that stand still together; RuleViolation when nobody examines it."""
        now = self._examined()
        return Clocks(now.decide, _step_of(now))

    def stands_still_after(self, day: date) -> bool:
        """Tell whether its term stands still on a day or later."""
        return any(each.resumed_on > day for each in self.suspensions)

    def stand_stills_with(self, new: StandStill, *, on: date) -> StandStills:
        """Give its times of standing still with a new one; refuse days that have another."""
        now = self._examined()
        if on > now.decide.last_day:
            raise RuleViolation("term.over")
        if not self.received_on < new.from_day <= now.decide.last_day:
            raise InvalidInput(FieldError("from_day", "tlv.stand-still-outside-term"))
        before = max((each.resumed_on for each in self.suspensions), default=new.from_day)
        if new.from_day < max(before, now.decide.starts_on):
            raise InvalidInput(FieldError("from_day", "tlv.stood-still-then"))
        return (*self.suspensions, new)

    def stand_still(self, new: StandStill, clocks: Clocks, *, at: datetime) -> None:
        """Let its term stand still; `clocks` are its terms with that time in them (Awb 4:15)."""
        self.suspensions = self.stand_stills_with(new, on=dutch_date(at))
        self._move("stand-still", _with(self._examined("stand-still"), clocks), at)

    def stand_stills_without(self, *, on: date) -> StandStills:
        """Give its times of standing still when the term runs from a day on."""
        if not self.stands_still_after(on):
            raise RuleViolation("tlv.runs-already")
        return ended(self.suspensions, on)

    def run_on(self, clocks: Clocks, *, at: datetime) -> None:
        """Let its term run from this day on, sooner than was said; `clocks` are its terms then."""
        self.suspensions = self.stand_stills_without(on=dutch_date(at))
        self._move("run-on", _with(self._examined("run-on"), clocks), at)

    def _examined(self, command: str = "stand-still") -> Examining:
        self._held()
        TLVS.require(self.standing, command)
        if not isinstance(self.standing, Examining):
            raise RuleViolation("tlv.not-now")
        return self.standing


def _step_of(now: Examining) -> Term | None:
    match now:
        case InAdvice(advise=term) | Divided(meet=term) | RefusalIntended(hear=term):
            return term
        case Deciding():
            return None


def _with(now: Examining, clocks: Clocks) -> Examining:
    later = replace(now, decide=clocks.decide)
    step = clocks.step
    if step is None:
        return later
    match later:
        case InAdvice():
            return replace(later, advise=step)
        case Divided():
            return replace(later, meet=step)
        case RefusalIntended():
            return replace(later, hear=step)
        case Deciding():
            return later
