"""HTTP: objections against TLVs, and notices that the alliance is late."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.api.tlvs.answering import TlvIdInPath, changed
from samenspel_arrangements.api.tlvs.bodies import DefaultNoticeBody, ObjectionBody
from samenspel_arrangements.api.tlvs.step_bodies import ObjectionAnswerBody
from samenspel_arrangements.api.tlvs.views import TlvView
from samenspel_arrangements.application.tlvs import contest
from samenspel_arrangements.application.tlvs.decide import decide_tlv
from samenspel_arrangements.domain.tlv.ids import ObjectionId, TlvId
from samenspel_arrangements.gateways.tlv_rules import tlv_rules

router = APIRouter(prefix="/tlvs", tags=["tlvs"])
ObjectionIdInPath = Annotated[UUID, Path(alias="objectionId", description="The objection's id.")]


@router.post(
    "/{tlvId}/objections",
    operation_id="objectToTlv",
    summary="Object to a decision on a TLV",
    status_code=201,
    response_model=TlvView,
)
async def object_to(
    tlv_id: TlvIdInPath, body: ObjectionBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Take an objection in, late or not."""
    command = contest.ObjectToTlv(
        tlv_id=TlvId(tlv_id), grounds=body.grounds, received_on=body.received_on
    )
    return await changed(
        request,
        edge,
        lambda uow: contest.object_to_tlv(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    "/{tlvId}/objections/{objectionId}/withdrawals",
    operation_id="withdrawObjection",
    summary="Take one's objection back",
    status_code=201,
    response_model=TlvView,
)
async def take_back(
    tlv_id: TlvIdInPath,
    objection_id: ObjectionIdInPath,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """End one's own objection."""
    ids = TlvId(tlv_id), ObjectionId(objection_id)
    return await changed(
        request,
        edge,
        lambda uow: contest.take_objection_back(*ids, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    "/{tlvId}/objections/{objectionId}/answers",
    operation_id="answerObjection",
    summary="Decide on an objection",
    status_code=201,
    response_model=TlvView,
)
async def answer(
    tlv_id: TlvIdInPath,
    objection_id: ObjectionIdInPath,
    body: ObjectionAnswerBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Uphold, reject or leave out; without the LBT only what is upheld."""
    id_, value = TlvId(tlv_id), body.step(objection_id)
    return await changed(
        request,
        edge,
        lambda uow: decide_tlv(
            id_, value, actor=edge.actor, uow=uow, clock=edge.clock, data=tlv_rules()
        ),
    )


@router.post(
    "/{tlvId}/default-notices",
    operation_id="noteDefault",
    summary="Say that the alliance is late",
    status_code=201,
    response_model=TlvView,
)
async def note_default(
    tlv_id: TlvIdInPath, body: DefaultNoticeBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Give notice of default: two weeks later a penalty runs (Awb 4:17)."""
    command = contest.NoteDefault(
        tlv_id=TlvId(tlv_id), about=body.about, received_on=body.received_on
    )
    return await changed(
        request,
        edge,
        lambda uow: contest.note_default(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )
