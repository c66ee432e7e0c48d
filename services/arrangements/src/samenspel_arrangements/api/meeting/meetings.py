"""HTTP: meetings about a child."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.meeting import bodies
from samenspel_arrangements.api.meeting.changing import ONE, MeetingIdInPath, changed
from samenspel_arrangements.api.meeting.views import MeetingsView, MeetingView
from samenspel_arrangements.application.meeting import hold_meeting as holding
from samenspel_arrangements.application.meeting import plan_meeting as planning
from samenspel_arrangements.application.meeting import prepare_meeting as preparing
from samenspel_arrangements.domain.meeting.ids import MeetingId
from samenspel_arrangements.domain.policies import Action, require
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import etag

router = APIRouter(tags=["meetings"])
NumberInPath = Annotated[int, Path(alias="number", description="Which action.", ge=1, le=100)]
OF_CASE = "/cases/{caseId}/meetings"


@router.get(OF_CASE, operation_id="listMeetings", summary="List the meetings of a case")
async def list_(case_id: CaseIdInPath, edge: ArrangementsEdge) -> MeetingsView:
    """Give them, the newest first."""
    async with edge.transaction() as uow:
        case = await uow.cases.get(case_id)
        require(edge.actor, Action.SEE_MEETING, case)
        await edge.saw(uow, case, FilePart.CASE)
        found = await uow.meetings.of_case(CaseId(case_id))
        parents = await uow.parents.deciding_for(case.pupil_id)
    return MeetingsView(items=[MeetingView.of(each, edge.actor, parents) for each in found])


@router.post(
    OF_CASE,
    operation_id="planMeeting",
    summary="Plan a meeting and invite the family by letter",
    status_code=201,
    response_model=MeetingView,
)
async def plan(
    case_id: CaseIdInPath, body: bodies.MeetingBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Plan it; each parent with authority is invited."""
    command = planning.PlanMeeting(
        case_id=CaseId(case_id),
        subject=body.subject,
        when=body.when(),
        with_child=body.with_child,
        experts=tuple(body.experts),
        partners=tuple(body.partners),
    )
    return await changed(
        request,
        edge,
        lambda uow: planning.plan_meeting(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.get(ONE, operation_id="getMeeting", summary="Read one meeting")
async def read(
    meeting_id: MeetingIdInPath, edge: ArrangementsEdge, response: Response
) -> MeetingView:
    """Give it; `ETag` is its version."""
    async with edge.transaction() as uow:
        meeting = await planning.meeting_for(
            MeetingId(meeting_id), Action.SEE_MEETING, actor=edge.actor, uow=uow
        )
        await edge.saw(uow, await uow.cases.get(meeting.case_id), FilePart.CASE)
        parents = await uow.parents.deciding_for(meeting.pupil_id)
    response.headers["etag"] = etag(meeting.row_version)
    return MeetingView.of(meeting, edge.actor, parents)


@router.post(
    f"{ONE}/points",
    operation_id="putOnAgenda",
    summary="Put a point on the agenda",
    status_code=201,
    response_model=MeetingView,
)
async def point(
    meeting_id: MeetingIdInPath, body: bodies.PointBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Put it there; parents, school and experts may, also for the child."""
    command = preparing.PutOnAgenda(
        meeting_id=MeetingId(meeting_id), text=body.text, of_child=body.of_child
    )
    return await changed(
        request, edge, lambda uow: preparing.put_on_agenda(command, actor=edge.actor, uow=uow)
    )


@router.post(
    f"{ONE}/papers",
    operation_id="addPaper",
    summary="Lay a document before the meeting",
    status_code=201,
    response_model=MeetingView,
)
async def paper(
    meeting_id: MeetingIdInPath, body: bodies.PaperBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Lay it before the meeting; too late for the parents it needs a reason."""
    command = preparing.AddPaper(
        meeting_id=MeetingId(meeting_id),
        document_id=body.document_id,
        late_because=body.late_because,
    )
    return await changed(
        request,
        edge,
        lambda uow: preparing.add_paper(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{ONE}/agreements",
    operation_id="agreeAction",
    summary="Agree who does what by when",
    status_code=201,
    response_model=MeetingView,
)
async def agreement(
    meeting_id: MeetingIdInPath,
    body: bodies.AgreementBody,
    request: Request,
    edge: ArrangementsEdge,
) -> JSONResponse:
    """Write it down."""
    command = preparing.Agree(
        meeting_id=MeetingId(meeting_id),
        what=body.what,
        doer=body.doer,
        who=body.who,
        by=body.by,
    )
    return await changed(
        request,
        edge,
        lambda uow: preparing.agree(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{ONE}/agreements/{{number}}/settlements",
    operation_id="settleAction",
    summary="Note that what was agreed is done, or will not be",
    status_code=201,
    response_model=MeetingView,
)
async def settlement(
    meeting_id: MeetingIdInPath,
    number: NumberInPath,
    body: bodies.SettlementBody,
    request: Request,
    edge: ArrangementsEdge,
) -> JSONResponse:
    """Note it; the last one closes the meeting."""
    command = holding.Settle(
        meeting_id=MeetingId(meeting_id), number=number, done=body.done, because=body.because
    )
    return await changed(
        request,
        edge,
        lambda uow: holding.settle(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{ONE}/moves",
    operation_id="moveMeeting",
    summary="Meet at another moment or place",
    status_code=201,
    response_model=MeetingView,
)
async def move(
    meeting_id: MeetingIdInPath, body: bodies.MoveBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Move it; the family gets a new letter."""
    command = planning.MoveMeeting(
        meeting_id=MeetingId(meeting_id), when=body.when(), because=body.because
    )
    return await changed(
        request,
        edge,
        lambda uow: planning.move_meeting(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{ONE}/cancellations",
    operation_id="cancelMeeting",
    summary="Do not meet",
    status_code=201,
    response_model=MeetingView,
)
async def cancellation(
    meeting_id: MeetingIdInPath,
    body: bodies.CancellationBody,
    request: Request,
    edge: ArrangementsEdge,
) -> JSONResponse:
    """Cancel it, for a reason that everybody reads."""
    return await changed(
        request,
        edge,
        lambda uow: planning.cancel_meeting(
            MeetingId(meeting_id), body.because, actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


@router.post(
    f"{ONE}/notes",
    operation_id="noteMeeting",
    summary="Keep what is written down so far",
    status_code=201,
    response_model=MeetingView,
)
async def notes(
    meeting_id: MeetingIdInPath, body: bodies.NotesBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Keep it while one meets; nothing of it counts yet."""
    command = body.command(MeetingId(meeting_id))
    return await changed(
        request, edge, lambda uow: holding.note_meeting(command, actor=edge.actor, uow=uow)
    )


@router.post(
    f"{ONE}/records",
    operation_id="recordMeeting",
    summary="Write down what came of it",
    status_code=201,
    response_model=MeetingView,
)
async def record(
    meeting_id: MeetingIdInPath, body: bodies.NotesBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Write it down for good; the letter with the decision is ordered in the same moment."""
    command = body.command(MeetingId(meeting_id))
    return await changed(
        request,
        edge,
        lambda uow: holding.hold_meeting(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )
