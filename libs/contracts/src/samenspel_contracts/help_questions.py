"""Events of what teacher and parents are asked about granted help."""

from datetime import date
from typing import Annotated
from uuid import UUID

from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.registry import EventData, Privacy, event

Pseudonym = Annotated[UUID, Privacy.PSEUDONYMOUS]
Code = Annotated[str, Privacy.NONE]
Score = Annotated[int | None, Privacy.PSEUDONYMOUS]


class HelpQuestionEvent(EventData):
    """What all of them tell: about which help, `midway` or `end`, to a `teacher` or `parent`."""

    question_id: Pseudonym
    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    moment: Code
    party: Code


@event("nl.passend-onderwijs.help-question.asked.v1", owner="arrangements")
class HelpQuestionAskedV1(HelpQuestionEvent):
    """A person was asked; nothing waits for the answer."""

    pupil_id: Pseudonym
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    holder: Annotated[HolderRef, Privacy.PSEUDONYMOUS]
    next_action: Annotated[NextActionRef, Privacy.NONE]


@event("nl.passend-onderwijs.help-question.answered.v1", owner="arrangements")
class HelpQuestionAnsweredV1(HelpQuestionEvent):
    """The person answered, in time or late: from 1 to 5, nothing where it was skipped (K20, K21)."""

    answered_on: Annotated[date, Privacy.NONE]
    helped_in_class: Score = None
    helps_child: Score = None
    is_heard: Score = None
    is_clear: Score = None


@event("nl.passend-onderwijs.help-question.lapsed.v1", owner="arrangements")
class HelpQuestionLapsedV1(HelpQuestionEvent):
    """The person did not answer in time, or is not asked any more."""
