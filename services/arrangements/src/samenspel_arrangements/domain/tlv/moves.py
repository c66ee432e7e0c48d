"""A child that moves: to which schools its TLV went along, and who decides when it leaves (T2)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenspel_kernel.ids import SchoolId
from samenspel_kernel.term import Term


class DecidedBy(StrEnum):
    """Which place says whose alliance decides (T2)."""

    SCHOOL = "school"
    HOME = "home"

    @classmethod
    def at(cls, *, first_enrolment: bool) -> "DecidedBy":
        """Give it: the child's address at a first enrolment, else its school."""
        return cls.HOME if first_enrolment else cls.SCHOOL


@dataclass(frozen=True, slots=True)
class MovedAway:
    """The child left, as was told on a day; until the term's last day somebody settles who decides."""

    told_on: date
    settle: Term


@dataclass(frozen=True, slots=True)
class Moves:
    """Where the child was before, since the application: those schools stay applicants (T6).

    `away` is there while it is not settled who decides after it left; `is_settled` when it was, until
    the child goes to, or leaves, a school here. `elsewhere` is the alliance that decides since then.
    """

    schools: tuple[SchoolId, ...] = ()
    away: MovedAway | None = None
    is_settled: bool = False
    elsewhere: str | None = None


STAYED = Moves()
