"""HTTP: TLVs, from an application to what comes after."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.api.tlvs.answering import TlvIdInPath, changed, made
from samenspel_arrangements.api.tlvs.bodies import (
    AdviceBody,
    ApplicationBody,
    DecisionBody,
    ForeignTlvBody,
    NewTlvBody,
)
from samenspel_arrangements.api.tlvs.step_bodies import StepBody
from samenspel_arrangements.api.tlvs.views import TlvLineView, TlvView
from samenspel_arrangements.application.tlvs import apply
from samenspel_arrangements.application.tlvs.advise import advise
from samenspel_arrangements.application.tlvs.bring_in import bring_in_tlv
from samenspel_arrangements.application.tlvs.decide import decide_tlv
from samenspel_arrangements.application.tlvs.handle import handle_tlv
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.gateways.tlv_rules import tlv_rules
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import etag
from samenspel_platform.paging import Page, PageRequest, page_request, paged

router = APIRouter(prefix="/tlvs", tags=["tlvs"])
foreign = APIRouter(prefix="/foreign-tlvs", tags=["tlvs"])


@router.get("", operation_id="listTlvs", summary="List TLVs")
async def list_tlvs(
    edge: ArrangementsEdge,
    page: Annotated[PageRequest, Depends(page_request)],
    status: Annotated[str | None, Query(description="Only those that stand here.")] = None,
) -> Page[TlvLineView]:
    """List the TLVs that the caller may see, what is due first on top."""
    async with edge.transaction() as uow:
        found = await uow.tlv_queries.by_due(
            edge.actor, limit=page.limit, after=page.after, status=status
        )
    items, cursor = paged(found, page, lambda line: line.key)
    return Page(items=[TlvLineView.of(line) for line in items], next_cursor=cursor)


@router.post(
    "",
    operation_id="applyForTlv",
    summary="Apply for a TLV",
    status_code=201,
    response_model=TlvView,
)
async def apply_for(body: NewTlvBody, request: Request, edge: ArrangementsEdge) -> Response:
    """Take an application in, also an incomplete one: the clock runs from its receipt."""
    command = apply.ApplyForTlv(
        case_id=CaseId(body.case_id),
        application=body.application(),
        received_on=body.received_on,
    )
    return await made(
        request,
        edge,
        lambda uow: apply.apply_for_tlv(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@foreign.post(
    "",
    operation_id="bringInTlv",
    summary="Write down another alliance's TLV",
    status_code=201,
    response_model=TlvView,
)
async def bring_in(body: ForeignTlvBody, request: Request, edge: ArrangementsEdge) -> Response:
    """Write down a TLV that another alliance gave, with its number."""
    return await made(
        request,
        edge,
        lambda uow: bring_in_tlv(body.command(), actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.get("/{tlvId}", operation_id="getTlv", summary="Read a TLV")
async def get_tlv(tlv_id: TlvIdInPath, edge: ArrangementsEdge, response: Response) -> TlvView:
    """Give it, as far as the caller may read it; `ETag` is its version."""
    async with edge.transaction() as uow:
        tlv = await apply.tlv_for(TlvId(tlv_id), Action.SEE_TLV, actor=edge.actor, uow=uow)
        await edge.saw(uow, tlv, FilePart.CASE)
    response.headers["etag"] = etag(tlv.row_version)
    return TlvView.of(tlv, edge.actor, dutch_date(edge.clock.now()))


@router.post(
    "/{tlvId}/supplies",
    operation_id="supplyForTlv",
    summary="Supply what an application misses",
    status_code=201,
    response_model=TlvView,
)
async def supply(
    tlv_id: TlvIdInPath, body: ApplicationBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Send the application as it is now; the clock runs on when all is there."""
    command = apply.SupplyForTlv(tlv_id=TlvId(tlv_id), application=body.application())
    return await changed(
        request,
        edge,
        lambda uow: apply.supply_for_tlv(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    "/{tlvId}/withdrawals",
    operation_id="withdrawTlv",
    summary="Take an application back",
    status_code=201,
    response_model=TlvView,
)
async def withdraw(tlv_id: TlvIdInPath, request: Request, edge: ArrangementsEdge) -> Response:
    """End it before it is decided on."""
    id_ = TlvId(tlv_id)
    return await changed(
        request,
        edge,
        lambda uow: apply.withdraw_tlv(id_, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    "/{tlvId}/steps",
    operation_id="stepInTlv",
    summary="Take a step with a TLV",
    status_code=201,
    response_model=TlvView,
)
async def step(
    tlv_id: TlvIdInPath, body: StepBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Check, ask experts, hear, announce, see to a place and to what comes next."""
    id_, value = TlvId(tlv_id), body.value()
    return await changed(
        request,
        edge,
        lambda uow: handle_tlv(
            id_, value, actor=edge.actor, uow=uow, clock=edge.clock, data=tlv_rules()
        ),
    )


@router.post(
    "/{tlvId}/advices",
    operation_id="adviseOnTlv",
    summary="Advise on a TLV",
    status_code=201,
    response_model=TlvView,
)
async def give_advice(
    tlv_id: TlvIdInPath, body: AdviceBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Give one's own advice, in one's own words; a collective one is refused."""
    command = body.command(tlv_id)
    return await changed(
        request,
        edge,
        lambda uow: advise(command, actor=edge.actor, uow=uow, clock=edge.clock, data=tlv_rules()),
    )


@router.post(
    "/{tlvId}/decisions",
    operation_id="decideOnTlv",
    summary="Decide on a TLV",
    status_code=201,
    response_model=TlvView,
)
async def decide(
    tlv_id: TlvIdInPath, body: DecisionBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Grant, mean to refuse, refuse, or leave unprocessed; it counts once it is announced."""
    id_, value = TlvId(tlv_id), body.step()
    return await changed(
        request,
        edge,
        lambda uow: decide_tlv(
            id_, value, actor=edge.actor, uow=uow, clock=edge.clock, data=tlv_rules()
        ),
    )
