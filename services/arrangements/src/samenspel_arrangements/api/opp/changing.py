"""One change of a plan over HTTP: who read another version is told so; the answer shows the new one."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from fastapi import Request
from fastapi.responses import JSONResponse

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.api.opp.views import OppView
from samenspel_arrangements.application.opp.begin_opp import opp_for
from samenspel_arrangements.domain.opp.opp import Opp
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import check_if_match, etag

PATH = "/cases/{caseId}/opp"
Do = Callable[[SqlArrangementsUnitOfWork], Awaitable[Opp]]


async def changed(
    case_id: UUID, edge: ArrangementsEdge, request: Request, change: Do, *, status: int = 201
) -> JSONResponse:
    """Change the plan of a case that the caller may see, unless it read another version."""

    async def checked(uow: SqlArrangementsUnitOfWork) -> Opp:
        _, opp = await opp_for(CaseId(case_id), Action.SEE_OPP, actor=edge.actor, uow=uow)
        check_if_match(request, opp.row_version)
        return await change(uow)

    return await made(edge, request, checked, status=status)


async def made(
    edge: ArrangementsEdge, request: Request, change: Do, *, status: int = 201
) -> JSONResponse:
    """Make or change a plan, and answer with it."""

    async def do(uow: SqlArrangementsUnitOfWork) -> tuple[OppView, dict[str, str]]:
        opp = await change(uow)
        await edge.saw(uow, opp, FilePart.CASE)
        await uow.record_facts()
        return OppView.of(opp), {"ETag": etag(opp.row_version)}

    return await edge.answer_once(request, status, do)
