"""HTTP: who can't come to a meeting, and what a child reads of it and wants to talk about."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.api.meeting import bodies
from samenspel_arrangements.api.meeting.changing import ONE, MeetingIdInPath, changed
from samenspel_arrangements.api.meeting.views import ChildMeetingView, MeetingView
from samenspel_arrangements.application.meeting import decline as declining
from samenspel_arrangements.application.meeting import prepare_meeting as preparing
from samenspel_arrangements.domain.meeting.ids import MeetingId
from samenspel_arrangements.domain.meeting.regrets import DoesNotWant
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_platform.access_log import FilePart

router = APIRouter(tags=["meetings"])


@router.post(
    f"{ONE}/declines",
    operation_id="declineMeeting",
    summary="Say beforehand that one can't come",
    status_code=201,
    response_model=MeetingView,
)
async def decline(
    meeting_id: MeetingIdInPath, body: bodies.DeclineBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Say it, with two other days, or for the others to go on."""
    command = declining.Decline(
        meeting_id=MeetingId(meeting_id),
        place=body.place,
        days=body.days(),
        point=body.point,
    )
    return await changed(
        request,
        edge,
        lambda uow: declining.decline(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{ONE}/kept-days",
    operation_id="keepMeetingDay",
    summary="Meet on the planned day, though somebody can't come",
    status_code=201,
    response_model=MeetingView,
)
async def keep_day(
    meeting_id: MeetingIdInPath, body: bodies.KeptDayBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Keep the day; who asked for another reads why."""
    return await changed(
        request,
        edge,
        lambda uow: declining.keep_day(
            MeetingId(meeting_id), body.because, actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


@router.get(
    f"{ONE}/child",
    operation_id="getMeetingForChild",
    summary="Read a meeting as the child that joins in",
)
async def for_child(meeting_id: MeetingIdInPath, edge: ArrangementsEdge) -> ChildMeetingView:
    """Give what it is about, who comes, its own points, and what was agreed."""
    async with edge.transaction() as uow:
        meeting = await preparing.of_child(MeetingId(meeting_id), actor=edge.actor, uow=uow)
        await edge.saw(uow, await uow.cases.get(meeting.case_id), FilePart.CASE)
    return ChildMeetingView.of(meeting)


@router.post(
    f"{ONE}/child/points",
    operation_id="putOnAgendaForChild",
    summary="Put on the agenda what the child wants to talk about",
    status_code=201,
    response_model=ChildMeetingView,
)
async def point_of_child(
    meeting_id: MeetingIdInPath,
    body: bodies.ChildPointBody,
    request: Request,
    edge: ArrangementsEdge,
) -> JSONResponse:
    """Put it there, as the child or in its words."""

    async def do(uow: SqlArrangementsUnitOfWork) -> ChildMeetingView:
        meeting = await preparing.put_for_child(
            MeetingId(meeting_id), body.text, actor=edge.actor, uow=uow
        )
        await edge.saw(uow, await uow.cases.get(meeting.case_id), FilePart.CASE)
        return ChildMeetingView.of(meeting)

    return await edge.answer_once(request, 201, do)


@router.post(
    f"{ONE}/child/declines",
    operation_id="declineMeetingAsChild",
    summary="Say, as the child, that one does not come",
    status_code=201,
    response_model=ChildMeetingView,
)
async def decline_as_child(
    meeting_id: MeetingIdInPath,
    body: bodies.DeclineAsChildBody,
    request: Request,
    edge: ArrangementsEdge,
) -> JSONResponse:
    """Say it; who leads the meeting acts on it, and talks with the child."""
    command = declining.DeclineAsChild(
        meeting_id=MeetingId(meeting_id),
        does_not_want=body.wish == DoesNotWant.status,
        point=body.point,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> ChildMeetingView:
        meeting = await declining.decline_as_child(
            command, actor=edge.actor, uow=uow, clock=edge.clock
        )
        await edge.saw(uow, await uow.cases.get(meeting.case_id), FilePart.CASE)
        return ChildMeetingView.of(meeting)

    return await edge.answer_once(request, 201, do)
