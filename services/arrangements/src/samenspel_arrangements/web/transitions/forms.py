"""What the forms of transitions ask."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel

from samenspel_arrangements.application.transitions.prepare import Travels
from samenspel_arrangements.domain.transitions.contents import Part, Stage
from samenspel_arrangements.domain.transitions.standing import EndReason


class ContentsForm(BaseModel):
    """To whom which parts go, and what the next school must know."""

    to_school_id: UUID | None = None
    to_name: str = ""
    parts: frozenset[Part] = frozenset()
    summary: str = ""

    def travels(self) -> Travels:
        """Say it as the use case wants it."""
        return Travels(
            to_school_id=self.to_school_id,
            to_name=self.to_name,
            parts=self.parts,
            summary=self.summary,
        )


class ChangeForm(ContentsForm):
    """What travels, and the first day where that is another."""

    first_day: date | None = None


class FirstDayForm(BaseModel):
    """The real first day, and why it is another."""

    first_day: date
    reason: str = ""


class PlanForm(ContentsForm):
    """From where to where, and on which day."""

    stage: Stage
    first_day: date


class AnswerForm(BaseModel):
    """What a parent says to what was shown."""

    revision: int
    is_given: bool
    reason: str = ""
    parent_id: UUID | None = None


class AcceptanceForm(BaseModel):
    """Who said yes and where that stands."""

    words: str = ""


class RefusalForm(BaseModel):
    """Why the next school says no."""

    reason: str = ""


class EndForm(BaseModel):
    """Why nobody has to look on."""

    ending: EndReason
