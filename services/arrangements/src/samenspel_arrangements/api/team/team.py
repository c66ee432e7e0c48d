"""HTTP: who works together on a case; joining and leaving."""

from datetime import date
from typing import Self

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.application.team.change_team import JoinTeam, join_team, leave_team
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.team.team import TeamMember, TeamRole
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, IsoDate, View
from samenspel_platform.edge import check_if_match, etag

router = APIRouter(prefix="/cases/{caseId}/team", tags=["cases"])


class MemberBody(Body):
    """Who joins as what, what it does, and the last day; without one for as long as the case."""

    role: TeamRole
    called: str
    does: str
    until: IsoDate | None = None


class DepartureBody(Body):
    """Who leaves, by its number."""

    number: int


class MemberView(View):
    """Somebody in the team, or who was; `leftOn` is the day on which it was taken off."""

    number: int
    role: TeamRole
    called: str
    does: str
    since: date
    until: date | None
    left_on: date | None

    @classmethod
    def of(cls, member: TeamMember) -> Self:
        """Show somebody."""
        return cls(
            number=member.number,
            role=member.role,
            called=member.called,
            does=member.does,
            since=member.since,
            until=member.until,
            left_on=member.left_on,
        )


class TeamView(View):
    """Everybody who ever joined, the first in front."""

    members: list[MemberView]

    @classmethod
    def of(cls, case: Case) -> Self:
        """Show the team of a case."""
        return cls(members=[MemberView.of(each) for each in case.team.members])


Answered = tuple[TeamView, dict[str, str]]


@router.get("", operation_id="getTeam", summary="See who works together on a case")
async def get_team(case_id: CaseIdInPath, edge: ArrangementsEdge, response: Response) -> TeamView:
    """Give the team; `ETag` is the version of the case."""
    async with edge.transaction() as uow:
        case = await uow.cases.get(case_id)
        require(edge.actor, Action.SEE_TEAM, case)
        await edge.saw(uow, case, FilePart.CASE)
    response.headers["etag"] = etag(case.row_version)
    return TeamView.of(case)


@router.post(
    "",
    operation_id="joinTeam",
    summary="Add somebody to the team of an open case",
    status_code=201,
    response_model=TeamView,
)
async def join(
    case_id: CaseIdInPath, body: MemberBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Add somebody; it gives no right to look into the file."""
    command = JoinTeam(
        case_id=CaseId(case_id),
        role=body.role,
        called=body.called,
        does=body.does,
        until=body.until,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        case = await join_team(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _answered(case, request, uow, edge)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/departures",
    operation_id="leaveTeam",
    summary="Take somebody off the team of an open case",
    status_code=201,
    response_model=TeamView,
)
async def leave(
    case_id: CaseIdInPath, body: DepartureBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Take somebody off it; that it was in it stays known."""

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        case = await leave_team(
            CaseId(case_id), body.number, actor=edge.actor, uow=uow, clock=edge.clock
        )
        return await _answered(case, request, uow, edge)

    return await edge.answer_once(request, 201, do)


async def _answered(
    case: Case, request: Request, uow: SqlArrangementsUnitOfWork, edge: ArrangementsEdge
) -> Answered:
    check_if_match(request, case.row_version)
    await edge.saw(uow, case, FilePart.CASE)
    await uow.record_facts()
    return TeamView.of(case), {"ETag": etag(case.row_version)}
