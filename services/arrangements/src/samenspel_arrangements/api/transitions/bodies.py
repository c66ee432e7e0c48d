"""What the API is asked and shows about transitions."""

from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from samenspel_arrangements.application.transitions.prepare import Travels
from samenspel_arrangements.domain.transitions.contents import (
    LONGEST_NAME,
    LONGEST_SUMMARY,
    Part,
    Stage,
)
from samenspel_arrangements.domain.transitions.standing import EndReason
from samenspel_arrangements.domain.transitions.transition import LONGEST_ANSWER
from samenspel_arrangements.persistence.transitions.queries import TransitionLine
from samenspel_platform.bodies import Body, IsoDate, View


class ContentsBody(Body):
    """To which school of ours (or one by its name) which parts go, and what it must know."""

    to_school_id: UUID | None = None
    to_name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    parts: frozenset[Part] = frozenset()
    summary: Annotated[str, Field(min_length=1, max_length=LONGEST_SUMMARY)]

    def travels(self) -> Travels:
        """Say it as the use case wants it."""
        return Travels(
            to_school_id=self.to_school_id,
            to_name=self.to_name,
            parts=self.parts,
            summary=self.summary,
        )


class ChangeBody(ContentsBody):
    """What travels, and the first day where that is another."""

    first_day: IsoDate | None = None


class FirstDayBody(Body):
    """The real first day, and why it is another."""

    first_day: IsoDate
    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_ANSWER)]


class PlanBody(ContentsBody):
    """From where to where, and on which day."""

    stage: Stage
    first_day: IsoDate


class ParentAnswerBody(Body):
    """What a parent says to this revision; `parentId` is whose word staff write down."""

    revision: Annotated[int, Field(ge=1, le=1_000_000)]
    is_given: bool
    reason: Annotated[str, Field(max_length=LONGEST_ANSWER)] = ""
    parent_id: UUID | None = None


class AcceptanceBody(Body):
    """Who said yes and where that stands; a next school that answers itself needs none."""

    words: Annotated[str, Field(max_length=LONGEST_ANSWER)] = ""


class RefusalBody(Body):
    """Why the next school says no."""

    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_ANSWER)]


class EndingBody(Body):
    """Why nobody has to look on."""

    reason: Literal[
        EndReason.BEGAN, EndReason.BEGAN_UNACCEPTED, EndReason.NOT_NEEDED, EndReason.MOVED_AWAY
    ]


class TransitionView(View):
    """A child goes on; `agreed` are the parents who said yes to `revision` of what travels."""

    id: UUID
    case_id: UUID
    pupil_id: UUID
    stage: Stage
    first_day: date
    status: str
    to_school_id: UUID | None
    to_name: str
    parts: list[Part]
    summary: str
    revision: int
    agreed: int
    withheld: int
    escalated: bool
    next_action: str | None
    due_on: date | None
    accepted_on: date | None
    end_reason: EndReason | None

    @classmethod
    def of(cls, line: TransitionLine) -> Self:
        """Show one."""
        said = line.said
        return cls(
            id=line.id,
            case_id=line.case_id,
            pupil_id=line.pupil_id,
            stage=Stage(line.stage),
            first_day=line.first_day,
            status=line.status,
            to_school_id=line.to_school_id,
            to_name=line.to_name,
            parts=[Part(part) for part in line.parts],
            summary=line.summary,
            revision=said.revision,
            agreed=sum(each.is_given for each in said.answers),
            withheld=len(said.withheld_by),
            escalated=line.is_escalated,
            next_action=line.next_action_kind,
            due_on=line.next_action_due_on,
            accepted_on=line.accepted_on,
            end_reason=EndReason(line.end_reason) if line.end_reason else None,
        )


class TransitionsView(View):
    """Transitions, the soonest first day in front; 200 at most."""

    items: list[TransitionView]
