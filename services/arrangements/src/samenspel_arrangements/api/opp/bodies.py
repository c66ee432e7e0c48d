"""What callers send about plans."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from samenspel_arrangements.api.perspective.bodies import GoalsSaid
from samenspel_arrangements.application.opp.establish_opp import LookBack
from samenspel_arrangements.application.opp.note_on_opp import Done
from samenspel_arrangements.domain.opp.consent import Way
from samenspel_arrangements.domain.opp.content import Content, Outflow
from samenspel_arrangements.domain.opp.hearing import Hearing, hearing_of
from samenspel_arrangements.domain.opp.standing import EndReason, EvaluationOutcome
from samenspel_arrangements.domain.opp.talks import Advice, Talk, talk_of
from samenspel_arrangements.domain.voice.hearing import Channel, WaiverReason
from samenspel_kernel.ids import CaseId
from samenspel_platform.bodies import Body, IsoDate

Text = Annotated[str, Field(max_length=4000)]


class ContentBody(Body):
    """What a plan says; a field that is left out is empty.

    `support` and `deviations` are the action part, to which parents consent.
    """

    promoting: Text = ""
    impeding: Text = ""
    tried: Text = ""
    outflow: Outflow | None = None
    substantiation: Text = ""
    support: Text = ""
    deviations: Text = ""
    agreements: Text = ""

    def content(self) -> Content:
        """Give it in the domain's form."""
        return Content(**self.model_dump())


class HearingBody(Body):
    """The child was heard (channel, said, influence), or not (reason, explanation)."""

    on: IsoDate
    channel: Channel | None = None
    said: Text = ""
    influence: Text = ""
    why_here: Text = ""
    reason: WaiverReason | None = None
    explanation: Text = ""

    def hearing(self) -> Hearing:
        """Give it in the domain's form; InvalidInput when neither is whole."""
        return hearing_of(**self.model_dump())


class TalkBody(Body):
    """The talk with parents; where they did not come, on which days they were asked, and why."""

    on: IsoDate
    parents_came: bool
    tried_on: Annotated[tuple[IsoDate, ...], Field(max_length=10)] = ()
    note: Text = ""

    def talk(self) -> Talk:
        """Give it in the domain's form; InvalidInput when two tries or the reason are missing."""
        return talk_of(
            on=self.on, parents_came=self.parents_came, tried_on=self.tried_on, note=self.note
        )


class ConsentBody(Body):
    """What a parent says to a revision of the action part.

    Who writes it down for a parent names it, how it was said and when.
    """

    revision: Annotated[int, Field(ge=1)]
    is_given: bool
    reason: Annotated[str, Field(max_length=1000)] = ""
    parent_id: UUID | None = None
    way: Way = Way.IN_TALK
    on: IsoDate | None = None


class EvaluationBody(Body):
    """How school, parents and child look back; `reason` goes with the outcome `stop`.

    Without `hearing` what the child said at a moment of its own counts. `goals` are those of the
    shared perspective.
    """

    on: IsoDate
    talk: TalkBody
    hearing: HearingBody | None = None
    outcome: EvaluationOutcome
    note: Text = ""
    reason: EndReason | None = None
    goals: GoalsSaid = []

    def command(self, case_id: CaseId) -> LookBack:
        """Give it as the use case wants it."""
        return LookBack(
            case_id=case_id,
            on=self.on,
            talk=self.talk.talk(),
            hearing=self.hearing.hearing() if self.hearing else None,
            outcome=self.outcome,
            note=self.note,
            reason=self.reason,
            said=[goal.said() for goal in self.goals],
        )


class DoneBody(Body):
    """What the school did."""

    done: Done


class EndingBody(Body):
    """Why it ends."""

    reason: EndReason


class AdviceBody(Body):
    """What the national committee said."""

    advice: Advice


class GateBody(Body):
    """Whether schools of a unit tell what was done so far (part B)."""

    asks_part_b: bool
