"""Pages: the forms with which a plan is written, the child is heard and parents answer."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, model_validator
from starlette.responses import Response

from samenspel_arrangements.application.opp import write_opp as writing
from samenspel_arrangements.application.opp.answer_opp import AnswerOpp, answer_opp
from samenspel_arrangements.application.opp.establish_opp import LookBack, look_back
from samenspel_arrangements.domain.opp.consent import Way
from samenspel_arrangements.domain.opp.content import Content, Outflow
from samenspel_arrangements.domain.opp.hearing import Hearing, hearing_of
from samenspel_arrangements.domain.opp.opp import Opp
from samenspel_arrangements.domain.opp.standing import EndReason, EvaluationOutcome
from samenspel_arrangements.domain.opp.talks import Talk, talk_of
from samenspel_arrangements.domain.perspective.findings import SaidOfGoal, said_in
from samenspel_arrangements.domain.voice.hearing import Channel, WaiverReason
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.opp.acting import act, form_page
from samenspel_arrangements.web.opp.shown import HERE
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import CaseId

router = APIRouter(prefix=HERE)


class ContentForm(BaseModel):
    """What the plan says."""

    promoting: str = ""
    impeding: str = ""
    tried: str = ""
    outflow: Outflow | None = None
    substantiation: str = ""
    support: str = ""
    deviations: str = ""
    agreements: str = ""


class HearingForm(BaseModel):
    """How the child was heard, or why not."""

    on: date
    channel: Channel | None = None
    said: str = ""
    influence: str = ""
    why_here: str = ""
    reason: WaiverReason | None = None
    explanation: str = ""

    def hearing(self) -> Hearing:
        """Give it in the domain's form."""
        return hearing_of(**self.model_dump(include=set(HearingForm.model_fields)))


class TalkForm(BaseModel):
    """The talk with parents, or the days on which they were asked."""

    on: date
    parents_came: bool
    tried_on: date | None = None
    second_try: date | None = None
    note: str = ""

    def talk(self) -> Talk:
        """Give it in the domain's form."""
        tries = tuple(day for day in (self.tried_on, self.second_try) if day is not None)
        return talk_of(on=self.on, parents_came=self.parents_came, tried_on=tries, note=self.note)


class ConsentForm(BaseModel):
    """What a parent says."""

    revision: int = Field(ge=1)
    is_given: bool
    reason: str = ""
    parent_id: UUID | None = None
    way: Way = Way.IN_TALK
    on: date | None = None


class EvaluationForm(HearingForm):
    """How school, parents and child look back; the talk was on the same day."""

    parents_came: bool
    tried_on: date | None = None
    second_try: date | None = None
    note: str
    outcome: EvaluationOutcome
    end_reason: EndReason | None = None
    goals: tuple[SaidOfGoal, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _with_goals(cls, typed: dict[str, Any]) -> dict[str, Any]:
        return typed | {"goals": said_in(typed)}

    def command(self, case_id: CaseId) -> LookBack:
        """Give it as the use case wants it; without a word of the child, none of its hearing.

        InvalidInput, at its own field, when it stops and nobody says why.
        """
        if self.outcome is EvaluationOutcome.STOP and self.end_reason is None:
            raise InvalidInput(FieldError("end_reason", "opp.reason-missing"))
        given = self.model_dump(include={"on", "parents_came", "tried_on", "second_try", "note"})
        typed = (self.channel, self.said, self.influence, self.reason, self.explanation)
        return LookBack(
            case_id=case_id,
            on=self.on,
            talk=TalkForm(**given).talk(),
            hearing=self.hearing() if any(typed) else None,
            outcome=self.outcome,
            note=self.note,
            reason=self.end_reason,
            said=self.goals,
        )


@router.get("/draft")
async def show_draft(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Show the form of the plan, with what is in it."""
    return await form_page(request, edge, case_id, "write.html", command="write")


@router.post("/draft")
async def write(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Keep what was written."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: ContentForm) -> Opp:
        command = writing.WriteOpp(case_id=CaseId(case_id), content=Content(**dict(typed)))
        return await writing.write_opp(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await act(request, edge, case_id, "write.html", ContentForm, do)


@router.get("/hearing")
async def show_hearing(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Show the form on which it is written how the child was heard."""
    return await form_page(request, edge, case_id, "hearing.html", command="hear")


@router.post("/hearing")
async def hear(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Write down how the child was heard, or why not."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: HearingForm) -> Opp:
        return await writing.hear_child(
            CaseId(case_id), typed.hearing(), actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await act(request, edge, case_id, "hearing.html", HearingForm, do)


@router.get("/talk")
async def show_talk(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Show the form of the talk with parents."""
    return await form_page(request, edge, case_id, "talk.html", command="talk")


@router.post("/talk")
async def talk(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Write down the talk with parents."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: TalkForm) -> Opp:
        return await writing.note_talk(
            CaseId(case_id), typed.talk(), actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await act(request, edge, case_id, "talk.html", TalkForm, do)


@router.get("/consent")
async def show_consent(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Show what the school will do, and ask a parent whether that is good."""
    return await form_page(request, edge, case_id, "consent.html", command="answer")


@router.post("/consent")
async def consent(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Write down what a parent says."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: ConsentForm) -> Opp:
        command = AnswerOpp(case_id=CaseId(case_id), **dict(typed))
        return await answer_opp(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await act(request, edge, case_id, "consent.html", ConsentForm, do, notice="opp.answered")


@router.get("/evaluation")
async def show_evaluation(
    request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge
) -> Response:
    """Show the form on which school, parents and child look back."""
    return await form_page(request, edge, case_id, "evaluation.html", command="evaluate")


@router.post("/evaluation")
async def evaluate(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Write down how they look back, and go on, adjust or stop."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: EvaluationForm) -> Opp:
        command = typed.command(CaseId(case_id))
        return await look_back(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await act(request, edge, case_id, "evaluation.html", EvaluationForm, do)
