"""Pages: who can't come to a meeting, and the meeting as the child that joins in reads it."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.application.meeting import decline as declining
from samenspel_arrangements.application.meeting import prepare_meeting as preparing
from samenspel_arrangements.domain.meeting.agenda import MAX_POINT
from samenspel_arrangements.domain.meeting.ids import MeetingId
from samenspel_arrangements.domain.meeting.people import InviteeKind, Party
from samenspel_arrangements.domain.meeting.readers import of_child
from samenspel_arrangements.domain.meeting.regrets import CantCome, DoesNotWant, OtherDays
from samenspel_arrangements.domain.meeting.standing import Planned
from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.acting import act
from samenspel_arrangements.web.meeting.forms import (
    ChildPointForm,
    DeclineAsChildForm,
    DeclineForm,
    KeepForm,
)
from samenspel_arrangements.web.meeting.pages import ONE, MeetingIdInPath, change_meeting
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import dutch_date
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import Form
from samenspel_web.forms import filled

router = APIRouter()
CHILD, OF_CHILD = "meeting/child.html", f"{ONE}/child"
Uow = SqlArrangementsUnitOfWork


@router.post(f"{ONE}/declines")
async def decline(
    request: Request, meeting_id: MeetingIdInPath, edge: ArrangementsEdge
) -> Response:
    """Say that somebody can't come."""

    async def do(uow: Uow, sent: Form) -> object:
        form = DeclineForm.model_validate(filled(sent))
        asks_days = form.wish == OtherDays.status
        command = declining.Decline(
            meeting_id=MeetingId(meeting_id),
            place=form.who_cant,
            days=(form.first_day, form.second_day) if asks_days else None,
            point=form.own_point,
        )
        return await declining.decline(command, actor=edge.actor, uow=uow, clock=edge.clock)

    called = {"place": "who_cant", "point": "own_point"}
    return await change_meeting(
        request, meeting_id, edge, do, notice="meeting.declined", called=called
    )


@router.post(f"{ONE}/kept-days")
async def keep_day(
    request: Request, meeting_id: MeetingIdInPath, edge: ArrangementsEdge
) -> Response:
    """Meet on the planned day all the same."""

    async def do(uow: Uow, sent: Form) -> object:
        why, id_ = KeepForm.model_validate(filled(sent)).keep_because, MeetingId(meeting_id)
        return await declining.keep_day(id_, why, actor=edge.actor, uow=uow, clock=edge.clock)

    return await change_meeting(request, meeting_id, edge, do, called={"because": "keep_because"})


@router.get(OF_CHILD)
async def for_child(
    request: Request, meeting_id: MeetingIdInPath, edge: ArrangementsEdge
) -> Response:
    """Show it to the child that joins in, or who reads it beside the child."""
    return pages.render(request, CHILD, **await _for_child(meeting_id, edge))


@router.post(f"{OF_CHILD}/points")
async def point_of_child(
    request: Request, meeting_id: MeetingIdInPath, edge: ArrangementsEdge
) -> Response:
    """Put on the agenda what the child wants to talk about."""

    async def content() -> dict[str, Any]:
        return await _for_child(meeting_id, edge)

    async def do(uow: Uow, sent: Form) -> str:
        text, id_ = ChildPointForm.model_validate(filled(sent)).text, MeetingId(meeting_id)
        await preparing.put_for_child(id_, text, actor=edge.actor, uow=uow)
        return f"/arrangements/meetings/{meeting_id}/child"

    return await act(request, edge, CHILD, content, do, "meeting.kid-saved")


@router.post(f"{OF_CHILD}/declines")
async def decline_as_child(
    request: Request, meeting_id: MeetingIdInPath, edge: ArrangementsEdge
) -> Response:
    """Say, as the child, that it does not come."""

    async def content() -> dict[str, Any]:
        return await _for_child(meeting_id, edge)

    async def do(uow: Uow, sent: Form) -> str:
        form = DeclineAsChildForm.model_validate(filled(sent))
        command = declining.DeclineAsChild(
            meeting_id=MeetingId(meeting_id),
            does_not_want=form.wish == DoesNotWant.status,
            point=form.point,
        )
        await declining.decline_as_child(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/arrangements/meetings/{meeting_id}/child"

    return await act(request, edge, CHILD, content, do, "meeting.kid-declined")


async def _for_child(meeting_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        meeting = await preparing.of_child(MeetingId(meeting_id), actor=edge.actor, uow=uow)
        case = await uow.cases.get(meeting.case_id)
        await edge.saw(uow, case, FilePart.CASE)
    address = f"/arrangements/meetings/{meeting.id}"
    kinds = [each for each in meeting.invited if each.kind is not InviteeKind.CHILD]
    return {
        "meeting": meeting,
        "address": f"{address}/child",
        "back": "/arrangements/voice" if edge.actor.role is Role.PUPIL else address,
        "stage": meeting.standing.status,
        "is_planned": isinstance(meeting.standing, Planned),
        "record": meeting.record,
        "declined": of_child(meeting),
        "may_decline": may(edge.actor, Action.DECLINE_AS_CHILD, case)
        and isinstance(meeting.standing, Planned)
        and dutch_date(edge.clock.now()) <= meeting.when.on,
        "wishes": [
            (each.status, pages.texts.text(f"meeting.kid-wish.{each.status}"))
            for each in (CantCome, DoesNotWant)
        ],
        "who_comes": [
            each.called or pages.texts.text(f"meeting.kid-invitee.{each.kind.value}")
            for each in kinds
        ],
        "points": [each for each in meeting.agenda if each.by is Party.CHILD],
        "max_point": MAX_POINT,
    }
