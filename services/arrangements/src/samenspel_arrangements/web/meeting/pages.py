"""Pages: the meetings of a case, and one meeting on one screen."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from samenspel_arrangements.application.meeting import hold_meeting as holding
from samenspel_arrangements.application.meeting import plan_meeting as planning
from samenspel_arrangements.application.meeting import prepare_meeting as preparing
from samenspel_arrangements.domain.meeting.ids import MeetingId
from samenspel_arrangements.domain.meeting.people import Came
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.meeting.forms import (
    AgreeForm,
    CancelForm,
    MoveForm,
    NewForm,
    PaperForm,
    PointForm,
    SettleForm,
)
from samenspel_arrangements.web.meeting.shown import listed, shown
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath, pages
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import CaseId, DocumentId
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
MeetingIdInPath = Annotated[UUID, Path(alias="meetingId")]
OF_CASE = "/cases/{caseId}/meetings"
ONE = "/meetings/{meetingId}"
LIST, NEW, SHOW = "meeting/list.html", "meeting/new.html", "meeting/show.html"
Uow = SqlArrangementsUnitOfWork


@router.get(OF_CASE)
async def list_(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Show the meetings of a case."""
    return pages.render(request, LIST, **await listed(case_id, Action.SEE_MEETING, edge))


@router.get(f"{OF_CASE}/new")
async def ask(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Ask when, where, and who is invited."""
    content = await listed(case_id, Action.WORK_ON_MEETING, edge)
    if not content["may_plan"]:
        return pages.redirect(request, content["address"])
    return pages.render(request, NEW, **content)


@router.post(OF_CASE)
async def plan(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Plan it, and order the invitation."""
    sent = await read_form(request)

    async def do(uow: Uow) -> str:
        form = NewForm.model_validate(filled(sent))
        command = planning.PlanMeeting(
            case_id=CaseId(case_id),
            subject=form.subject,
            when=form.when(),
            with_child=form.with_child,
            experts=_lines(form.experts),
            partners=_lines(form.partners),
        )
        meeting = await planning.plan_meeting(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/arrangements/meetings/{meeting.id}"

    try:
        url = await edge.redirect_once(request, sent, do)
    except REFUSALS as refusal:
        content = await listed(case_id, Action.WORK_ON_MEETING, edge)
        return pages.refuse(request, NEW, refusal, typed=sent, **content)
    return pages.redirect(request, url, notice="meeting.planned")


@router.get(ONE)
async def show(request: Request, meeting_id: MeetingIdInPath, edge: ArrangementsEdge) -> Response:
    """Show one meeting: the preparation, the day itself, what is agreed."""
    return pages.render(request, SHOW, **await shown(meeting_id, edge))


@router.post(f"{ONE}/points")
async def point(request: Request, meeting_id: MeetingIdInPath, edge: ArrangementsEdge) -> Response:
    """Put a point on the agenda."""

    async def do(uow: Uow, sent: Form) -> object:
        return await _put_on_agenda(uow, meeting_id, sent, edge)

    return await change_meeting(request, meeting_id, edge, do)


@router.post(f"{ONE}/papers")
async def paper(request: Request, meeting_id: MeetingIdInPath, edge: ArrangementsEdge) -> Response:
    """Lay a document before it."""

    async def do(uow: Uow, sent: Form) -> object:
        form = PaperForm.model_validate(filled(sent))
        command = preparing.AddPaper(
            meeting_id=MeetingId(meeting_id),
            document_id=DocumentId(form.document_id),
            late_because=form.late_because,
        )
        return await preparing.add_paper(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await change_meeting(request, meeting_id, edge, do)


@router.post(f"{ONE}/notes")
async def notes(request: Request, meeting_id: MeetingIdInPath, edge: ArrangementsEdge) -> Response:
    """Keep all that is written down so far, with a new point and a new action."""

    async def do(uow: Uow, sent: Form) -> object:
        await _add(uow, meeting_id, sent, edge)
        return await holding.note_meeting(_written(meeting_id, sent), actor=edge.actor, uow=uow)

    return await change_meeting(request, meeting_id, edge, do)


@router.post(f"{ONE}/records")
async def record(request: Request, meeting_id: MeetingIdInPath, edge: ArrangementsEdge) -> Response:
    """Write it down for good, and order the letter."""

    async def do(uow: Uow, sent: Form) -> object:
        await _add(uow, meeting_id, sent, edge)
        command = _written(meeting_id, sent)
        return await holding.hold_meeting(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await change_meeting(request, meeting_id, edge, do, notice="meeting.recorded")


@router.post(f"{ONE}/settlements")
async def settle(request: Request, meeting_id: MeetingIdInPath, edge: ArrangementsEdge) -> Response:
    """Note that something is done, or will not be."""

    async def do(uow: Uow, sent: Form) -> object:
        form = SettleForm.model_validate(filled(sent))
        command = holding.Settle(
            meeting_id=MeetingId(meeting_id),
            number=form.number,
            done=form.done,
            because=form.reason,
        )
        return await holding.settle(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await change_meeting(request, meeting_id, edge, do, called={"because": "reason"})


@router.post(f"{ONE}/moves")
async def move(request: Request, meeting_id: MeetingIdInPath, edge: ArrangementsEdge) -> Response:
    """Meet at another moment."""

    async def do(uow: Uow, sent: Form) -> object:
        form = MoveForm.model_validate(filled(sent))
        command = planning.MoveMeeting(
            meeting_id=MeetingId(meeting_id), when=form.when(), because=form.because
        )
        return await planning.move_meeting(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await change_meeting(request, meeting_id, edge, do)


@router.post(f"{ONE}/cancellations")
async def cancel(request: Request, meeting_id: MeetingIdInPath, edge: ArrangementsEdge) -> Response:
    """Do not meet."""

    async def do(uow: Uow, sent: Form) -> object:
        why = CancelForm.model_validate(filled(sent)).why_not
        id_ = MeetingId(meeting_id)
        return await planning.cancel_meeting(id_, why, actor=edge.actor, uow=uow, clock=edge.clock)

    return await change_meeting(request, meeting_id, edge, do, called={"because": "why_not"})


async def change_meeting(
    request: Request,
    meeting_id: UUID,
    edge: ArrangementsEdge,
    change: Callable[[Uow, Form], Awaitable[object]],
    *,
    notice: str = "meeting.saved",
    called: Mapping[str, str] | None = None,
) -> Response:
    """Do what a form on its page asks; or show the page again, with what is wrong."""
    sent = await read_form(request)

    async def do(uow: Uow) -> str:
        try:
            await change(uow, sent)
        except InvalidInput as wrong:
            raise _at_fields(wrong, called or {}) from None
        return f"/arrangements/meetings/{meeting_id}"

    try:
        url = await edge.redirect_once(request, sent, do)
    except REFUSALS as refusal:
        content = await shown(meeting_id, edge)
        return pages.refuse(request, SHOW, refusal, typed=sent, **content)
    return pages.redirect(request, url, notice=notice)


async def _add(uow: Uow, meeting_id: UUID, sent: Form, edge: ArrangementsEdge) -> None:
    """Add the new point and the new action that stand below the others, where they are filled."""
    fields = filled(sent)
    if fields.get("text"):
        await _put_on_agenda(uow, meeting_id, sent, edge)
    if any(fields.get(name) for name in ("what", "who", "by")):
        form = AgreeForm.model_validate(fields)
        command = preparing.Agree(
            meeting_id=MeetingId(meeting_id),
            what=form.what,
            doer=form.doer,
            who=form.who,
            by=form.by,
        )
        await preparing.agree(command, actor=edge.actor, uow=uow, clock=edge.clock)


async def _put_on_agenda(uow: Uow, meeting_id: UUID, sent: Form, edge: ArrangementsEdge) -> object:
    form = PointForm.model_validate(filled(sent))
    command = preparing.PutOnAgenda(
        meeting_id=MeetingId(meeting_id), text=form.text, of_child=form.of_child
    )
    return await preparing.put_on_agenda(command, actor=edge.actor, uow=uow)


def _written(meeting_id: UUID, sent: Form) -> holding.WriteDown:
    fields = filled(sent)
    try:
        came = {number: Came(value) for number, value in _numbered("came", fields).items()}
    except ValueError:
        raise InvalidInput(FieldError("came.1", "input.choice")) from None
    return holding.WriteDown(
        meeting_id=MeetingId(meeting_id),
        came=came,
        said={number: fields.get(f"said.{number}", "") for number in _numbered("said", sent)},
        none_because=fields.get("none_because", ""),
        decision=fields.get("decision", ""),
    )


def _numbered(name: str, fields: Mapping[str, str]) -> dict[int, str]:
    found = {}
    for key, value in fields.items():
        start, _, number = key.partition(".")
        if start == name and number.isdecimal() and number.isascii() and len(number) < 4:
            found[int(number)] = value
    return found


def _at_fields(wrong: InvalidInput, called: Mapping[str, str]) -> InvalidInput:
    return InvalidInput(
        *(FieldError(called.get(each.field, each.field), each.code) for each in wrong.errors)
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
