"""How the API changes a meeting: once, from the version that the caller read."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import Path, Request
from fastapi.responses import JSONResponse

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.api.meeting.views import MeetingView
from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import check_if_match, etag

MeetingIdInPath = Annotated[UUID, Path(alias="meetingId", description="The meeting's id.")]
ONE = "/meetings/{meetingId}"
Do = Callable[[SqlArrangementsUnitOfWork], Awaitable[Meeting]]


async def changed(request: Request, edge: ArrangementsEdge, do: Do) -> JSONResponse:
    """Do it, and answer with the meeting as it is then."""

    async def answered(uow: SqlArrangementsUnitOfWork) -> tuple[MeetingView, dict[str, str]]:
        meeting = await do(uow)
        check_if_match(request, meeting.row_version)
        await edge.saw(uow, await uow.cases.get(meeting.case_id), FilePart.CASE)
        await uow.record_facts()
        parents = await uow.parents.deciding_for(meeting.pupil_id)
        view = MeetingView.of(meeting, edge.actor, parents)
        return view, {"ETag": etag(meeting.row_version)}

    return await edge.answer_once(request, 201, answered)
