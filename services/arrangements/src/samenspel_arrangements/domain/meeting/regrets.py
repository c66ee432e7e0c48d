"""Who said before a meeting that it won't come, and what it asks: other days, or to go on without it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.term import Term


@dataclass(frozen=True, slots=True)
class OtherDays:
    """It would come on one of these two days."""

    status: ClassVar = "other-days"
    first: date
    second: date

    def __post_init__(self) -> None:
        if self.first == self.second:
            raise ValueError("two other days are two days")


@dataclass(frozen=True, slots=True)
class GoOn:
    """The others may meet without it; what it has to say is on the agenda."""

    status: ClassVar = "go-on"


@dataclass(frozen=True, slots=True)
class CantCome:
    """The child can't; who leads looks for a day with the adults around it."""

    status: ClassVar = "cant-come"


@dataclass(frozen=True, slots=True)
class DoesNotWant:
    """The child does not want to be there; who leads talks with it. Only who leads reads this."""

    status: ClassVar = "does-not-want"


Wish = OtherDays | GoOn | CantCome | DoesNotWant


@dataclass(frozen=True, slots=True, kw_only=True)
class Regret:
    """Who was invited at a place (from 1) can't come; `answer` is until when that is acted on."""

    place: int
    wish: Wish
    said_on: date
    answer: Term
    is_answered: bool = False

    def __post_init__(self) -> None:
        if self.place < 1:
            raise ValueError("who is invited has a place from 1")

    def check(self, *, planned: date, today: date) -> None:
        """Refuse it after the planned day, and other days that passed or are that day."""
        if today > planned:
            raise RuleViolation("meeting.day-passed")
        if isinstance(self.wish, OtherDays):
            days = (("first_day", self.wish.first), ("second_day", self.wish.second))
            wrong = [name for name, day in days if day <= today or day == planned]
            if wrong:
                raise InvalidInput(*(FieldError(name, "meeting.other-day") for name in wrong))


@dataclass(frozen=True, slots=True)
class Regrets:
    """All who said so about the day that is planned, one each; `kept_because` is why it stays."""

    said: tuple[Regret, ...] = ()
    kept_because: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if len({each.place for each in self.said}) < len(self.said):
            raise ValueError("who can't come says so once")

    @property
    def open(self) -> tuple[Regret, ...]:
        """Those that nobody acted on yet."""
        return tuple(each for each in self.said if not each.is_answered)

    @property
    def asking(self) -> tuple[int, ...]:
        """Give the places of those that asked for another day, and did not hear yet."""
        return tuple(each.place for each in self.open if isinstance(each.wish, OtherDays))

    @property
    def act_by(self) -> date | None:
        """Until when the first of them is acted on; None when all are."""
        return min((each.answer.last_day for each in self.open), default=None)

    def terms(self) -> Iterator[Term]:
        """Give the terms that run."""
        yield from dict.fromkeys(each.answer for each in self.open)

    def at(self, place: int) -> Regret | None:
        """Give what who was invited at a place said; None when it comes."""
        return next((each for each in self.said if each.place == place), None)

    def saying(self, regret: Regret) -> "Regrets":
        """Add one; who says it anew, says that instead of what it said before."""
        others = tuple(each for each in self.said if each.place != regret.place)
        return replace(self, said=(*others, regret))

    def keeping_the_day(self, because: str) -> "Regrets":
        """Answer all of them: one meets on the same day; who asked for another reads why."""
        if not self.open:
            raise RuleViolation("meeting.nothing-to-answer")
        asked = any(isinstance(each.wish, OtherDays) for each in self.open)
        if asked and not because.strip():
            raise InvalidInput(FieldError("because", "meeting.keep-needs-reason"))
        said = tuple(replace(each, is_answered=True) for each in self.said)
        return Regrets(said=said, kept_because=because.strip() or self.kept_because)


NOBODY = Regrets()
