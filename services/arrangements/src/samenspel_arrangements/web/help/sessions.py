"""Pages: who gives help plans its sessions in a row, and says with two taps what became of each."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, Field

from samenspel_arrangements.application.help.sessions import (
    PlanSessions,
    RecordSession,
    plan_sessions,
    record_session,
)
from samenspel_arrangements.domain.help.ids import SessionId
from samenspel_arrangements.domain.help.session import Given, Missed
from samenspel_arrangements.domain.help.session_row import Row
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.help.sessions import SessionLine
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.help.course import ArrangementIdInPath, done, which_of
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath, address_of, pages
from samenspel_arrangements.web.words import Words
from samenspel_kernel.clock import dutch_date
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
TODAY = "/arrangements/sessions"
WORDS = (Given.status, *(reason.value for reason in Missed))


class RowForm(BaseModel):
    """From when, until when, every how many weeks."""

    first_on: date
    until: date
    weeks: int = 1


class RecordForm(BaseModel):
    """That it was given, or why it was not."""

    word: str = Field(pattern=f"^({'|'.join(WORDS)})$")

    @property
    def missed(self) -> Missed | None:
        """Why it was not given; None when it was."""
        return None if self.word == Given.status else Missed(self.word)


@router.get("/sessions")
async def today(request: Request, edge: ArrangementsEdge) -> Response:
    """Show what the reader gives today, and what it gave before and said nothing of."""
    return pages.render(request, "help/today.html", **await today_content(edge))


@router.post("/sessions/{sessionId}/records")
async def record(
    request: Request,
    session_id: Annotated[UUID, Path(alias="sessionId")],
    edge: ArrangementsEdge,
) -> Response:
    """Write down the word; who gave it comes back to the list, another to the help."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        missed = RecordForm.model_validate(filled(form)).missed
        command = RecordSession(session_id=SessionId(session_id), missed=missed)
        session = await record_session(command, actor=edge.actor, uow=uow, clock=edge.clock)
        if session.giver_id == edge.actor.person_id:
            return TODAY
        return f"{address_of(session.case_id)}/arrangements/{session.arrangement_id}"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = await today_content(edge)
        return pages.refuse(request, "help/today.html", refusal, typed=form, **content)
    return pages.redirect(request, url, notice="session.recorded")


@router.post("/cases/{caseId}/arrangements/{arrangementId}/sessions")
async def plan(
    request: Request,
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    edge: ArrangementsEdge,
) -> Response:
    """Plan a row of sessions."""
    which = which_of(case_id, arrangement_id)

    async def do(uow: SqlArrangementsUnitOfWork, typed: dict[str, str]) -> object:
        form = RowForm.model_validate(typed)
        row = Row(first_on=form.first_on, until=form.until, weeks=form.weeks)
        command = PlanSessions(which=which, row=row)
        return await plan_sessions(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await done(request, which, edge, do, "session.planned")


async def today_content(edge: ArrangementsEdge) -> dict[str, Any]:
    """Give what the page of today shows: sessions of one child each, and those of groups."""
    POLICY.require_somewhere(edge.actor, Action.GIVE_HELP)
    day = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        found = await uow.session_lines.to_record(edge.actor, today=day)
        led = await uow.group_lines.led_by(edge.actor, since=day)
    own = [line for line in found if line.group_id is None]
    together: dict[tuple[date, UUID], list[SessionLine]] = {}
    for line in found:
        if line.group_id is not None:
            together.setdefault((line.on, line.group_id), []).append(line)
    groups = list(together.values())
    return {
        "today": [line for line in own if line.on == day],
        "before": [line for line in own if line.on < day],
        "groups_today": [lines for lines in groups if lines[0].on == day],
        "groups_before": [lines for lines in groups if lines[0].on < day],
        "led": led,
        "words": Words(pages.texts),
        "reasons": [reason.value for reason in Missed],
    }
