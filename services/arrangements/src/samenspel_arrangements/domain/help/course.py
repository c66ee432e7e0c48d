"""Where granted help stands, and what was found when it was looked at."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.perspective.findings import Finding
from samenspel_kernel.errors import FieldError
from samenspel_kernel.ids import EvaluationId
from samenspel_kernel.state_table import StateTable

MAX_WORDS = 2000


class Works(StrEnum):
    """Whether the help works, all who are concerned taken together."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class EndReason(StrEnum):
    """Why help ends; the last two follow from what happens to the case."""

    GOAL_REACHED = "goal-reached"
    DOES_NOT_HELP = "does-not-help"
    OTHER_HELP = "other-help"
    PARENTS_STOP = "parents-stop"
    MOVED = "moved"
    CASE_CLOSED = "case-closed"
    DIED = "died"


BY_ITSELF = frozenset({EndReason.CASE_CLOSED, EndReason.DIED})
"""Reasons that nobody chooses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One look at the help together; the words are free text and never leave this service.

    `findings` are of goals of the shared perspective; `by_name` wrote it down.
    """

    id: EvaluationId
    on: date
    works: Works
    words: str
    findings: tuple[Finding, ...] = ()
    by_name: str = field(default="", repr=False)

    def errors(self, *, starts_on: date, today: date) -> list[FieldError]:
        """Say what can't be so; none if all is well."""
        wrong: list[FieldError] = []
        if self.on > today:
            wrong.append(FieldError("evaluated_on", "help.in-the-future"))
        elif self.on < starts_on:
            wrong.append(FieldError("evaluated_on", "help.before-it-began"))
        if error := text_error("words", self.words, max_length=MAX_WORDS):
            wrong.append(error)
        return wrong


@dataclass(frozen=True, slots=True)
class Granted:
    """It may begin."""

    status: ClassVar = "granted"


@dataclass(frozen=True, slots=True)
class Started:
    """It goes on since a day."""

    status: ClassVar = "started"
    on: date


@dataclass(frozen=True, slots=True)
class Ended:
    """It is over, by somebody's word."""

    status: ClassVar = "ended"
    on: date
    reason: EndReason


Course = Granted | Started | Ended
HELP = StateTable(
    "help",
    {"grant": Granted},
    {
        Granted: {
            "compose": (Granted,),
            "skip": (Granted,),
            "start": (Started,),
            "evaluate": (Granted,),
            "end": (Ended,),
        },
        Started: {
            "compose": (Started,),
            "skip": (Started,),
            "evaluate": (Started,),
            "extend": (Started,),
            "end": (Ended,),
        },
        Ended: {},
    },
)
"""What leads where; that a day has passed leads nowhere, it is only told."""
