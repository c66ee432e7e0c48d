"""How a change of a TLV is answered: with the TLV as it is now, and its version."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import Path, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.api.tlvs.views import TlvView
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import check_if_match, etag

TlvIdInPath = Annotated[UUID, Path(alias="tlvId", description="The TLV's id.")]
Answered = tuple[TlvView, dict[str, str]]
Do = Callable[[SqlArrangementsUnitOfWork], Awaitable[Tlv]]


async def made(request: Request, edge: ArrangementsEdge, do: Do) -> Response:
    """Make one, and say where it is."""

    async def run(uow: SqlArrangementsUnitOfWork) -> Answered:
        tlv = await do(uow)
        view, headers = await _answered(tlv, uow, edge)
        return view, headers | {"Location": f"/arrangements/v1/tlvs/{tlv.id}"}

    return await edge.answer_once(request, 201, run)


async def changed(request: Request, edge: ArrangementsEdge, do: Do) -> Response:
    """Change one, unless the caller had read another version."""

    async def run(uow: SqlArrangementsUnitOfWork) -> Answered:
        tlv = await do(uow)
        check_if_match(request, tlv.row_version)
        return await _answered(tlv, uow, edge)

    return await edge.answer_once(request, 201, run)


async def _answered(tlv: Tlv, uow: SqlArrangementsUnitOfWork, edge: ArrangementsEdge) -> Answered:
    await edge.saw(uow, tlv, FilePart.CASE)
    await uow.record_facts()
    view = TlvView.of(tlv, edge.actor, dutch_date(edge.clock.now()))
    return view, {"ETag": etag(tlv.row_version)}
