"""Page: who is offered a TLV is led to it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.web.pages import ArrangementsEdge, pages

offers = APIRouter(prefix="/tlv-handovers")
HandoverIdInPath = Annotated[UUID, Path(alias="handoverId")]


@offers.get("/{handoverId}")
async def find_offer(
    request: Request, handover_id: HandoverIdInPath, edge: ArrangementsEdge
) -> Response:
    """Lead to the TLV that is on offer, where it is answered."""
    POLICY.require_somewhere(edge.actor, Action.HANDLE_TLV)
    async with edge.transaction() as uow:
        tlv = await uow.tlv_queries.on_offer(handover_id, edge.actor)
    return pages.redirect(request, f"/arrangements/tlvs/{tlv.id}")
