"""Pages: a request that another unit offers, and the answer to it."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.desks.answer_transfer import AnswerTransfer, answer_transfer
from samenspel_intake.domain.policies import POLICY, Deed, require
from samenspel_intake.persistence.desks.transfers import TransferLine
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import HandoverId, SupportRequestId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS

router = APIRouter()
ANSWERS = {"accept": True, "refuse": False}


@router.get("/transfers/{handover_id}")
async def show(request: Request, edge: IntakeEdge, handover_id: UUID) -> Response:
    """Show what is offered, by whom, and until when an answer is awaited."""
    return pages.render(request, "desks/transfer.html", line=await _shown(edge, handover_id))


@router.post("/transfers/{handover_id}")
async def answer(request: Request, edge: IntakeEdge, handover_id: UUID) -> Response:
    """Take it, or leave it where it is."""
    typed = await read_form(request)
    line = await _shown(edge, handover_id)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        if (accept := ANSWERS.get(typed.get("answer", ""))) is None:
            raise InvalidInput(FieldError("answer", "input.choice"))
        command = AnswerTransfer(
            support_request_id=SupportRequestId(line.support_request_id),
            handover_id=HandoverId(handover_id),
            accept=accept,
        )
        await answer_transfer(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/support-requests/{line.support_request_id}/decision" if accept else _DESK

    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return pages.refuse(request, "desks/transfer.html", refusal, typed=typed, line=line)
    return pages.redirect(request, url, notice="desk.transfer-answered")


_DESK = "/intake/desk"


async def _shown(edge: IntakeEdge, handover_id: UUID) -> TransferLine:
    POLICY.require_somewhere(edge.actor, Deed.ANSWER_TRANSFER)
    async with edge.transaction() as uow:
        line = await uow.transfers.get(handover_id)
        require(edge.actor, Deed.ANSWER_TRANSFER, line.related)
        await edge.saw(uow, line.related, FilePart.SUPPORT_REQUEST)
    return line
