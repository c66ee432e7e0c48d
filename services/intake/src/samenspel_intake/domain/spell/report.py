"""How a spell became known: by whom, as what, and who has to hear of it at once."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenspel_kernel.term import Term


class Reporter(StrEnum):
    """Who says that a child is out of education, or may soon be."""

    SCHOOL = "school"
    ATTENDANCE_OFFICER = "attendance-officer"
    DESK = "desk"


class Party(StrEnum):
    """Who has to hear of it at once."""

    SCHOOL_BOARD = "school-board"
    ALLIANCE = "alliance"
    ATTENDANCE_OFFICER = "attendance-officer"


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported. `known_on` is the day on which the threshold was reached or the threat
    was seen; `report_by` is the term to report it by, where a rule has one.
    """

    by: Reporter
    known_on: date
    report_by: Term | None = None

    @property
    def knows(self) -> frozenset[Party]:
        """Who knows by the report itself: the alliance, and an officer who made it."""
        if self.by is Reporter.ATTENDANCE_OFFICER:
            return frozenset({Party.ALLIANCE, Party.ATTENDANCE_OFFICER})
        return frozenset({Party.ALLIANCE})
