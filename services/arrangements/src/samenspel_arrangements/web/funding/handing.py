"""Page: who is offered a funding check is led to it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.web.pages import ArrangementsEdge, pages

offers = APIRouter(prefix="/funding-handovers")
HandoverIdInPath = Annotated[UUID, Path(alias="handoverId")]


@offers.get("/{handoverId}")
async def find_offer(
    request: Request, handover_id: HandoverIdInPath, edge: ArrangementsEdge
) -> Response:
    """Lead to the check that is on offer, where it is answered."""
    POLICY.require_somewhere(edge.actor, Action.CHECK_FUNDING)
    async with edge.transaction() as uow:
        check_id = await uow.funding_check_lines.on_offer(handover_id)
    return pages.redirect(request, f"/arrangements/funding-checks/{check_id}")
