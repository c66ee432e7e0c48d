"""What travels with a child to its next school, and to whom; nothing that is not chosen."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType
from uuid import UUID

from samenspel_arrangements.domain.free_text import text_error
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import SchoolId

TransitionId = NewType("TransitionId", UUID)
LONGEST_NAME = 120
LONGEST_SUMMARY = 4000


class Stage(StrEnum):
    """From where to where a child goes on (M3, one line from 0 to 14)."""

    TO_PRIMARY = "to-primary"
    TO_SECONDARY = "to-secondary"


class Part(StrEnum):
    """A part of the file that may travel; what the child said itself stays with the child."""

    PERSPECTIVE = "perspective"
    PLAN = "plan"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class NextSchool:
    """A school of the alliance."""

    school_id: SchoolId


@dataclass(frozen=True, slots=True)
class Outside:
    """A school or alliance that is none of ours, by its name; a secondary school mostly."""

    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NotChosen:
    """Nobody chose yet: the way to a next school began by itself."""


Recipient = NextSchool | Outside | NotChosen


@dataclass(frozen=True, slots=True)
class Contents:
    """To whom which parts of the file go, and what the next school must know, in words."""

    recipient: Recipient
    parts: frozenset[Part]
    summary: str = field(repr=False)

    @property
    def is_chosen(self) -> bool:
        """Whether somebody chose to whom it goes; parents are asked nothing before."""
        return not isinstance(self.recipient, NotChosen)

    @classmethod
    def checked(
        cls, school_id: SchoolId | None, name: str, parts: frozenset[Part], summary: str
    ) -> "Contents":
        """Read what somebody filled in: one recipient, and a summary; InvalidInput otherwise."""
        wrong = []
        if (school_id is None) == (not name.strip()):
            wrong.append(FieldError("to_school_id", "transition.one-recipient"))
        if text := text_error("to_name", name, max_length=LONGEST_NAME, required=False):
            wrong.append(text)
        if text := text_error("summary", summary, max_length=LONGEST_SUMMARY):
            wrong.append(text)
        if wrong:
            raise InvalidInput(*wrong)
        to = NextSchool(school_id) if school_id is not None else Outside(name.strip())
        return cls(to, parts, summary.strip())


NOTHING_CHOSEN = Contents(NotChosen(), frozenset(), "")
"""What travels while nobody chose anything."""
