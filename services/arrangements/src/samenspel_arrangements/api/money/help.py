"""HTTP: the money of one arrangement, and requests for it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.api.money.views import (
    AmountBody,
    HelpMoneyView,
    MoneyRequestsView,
    MoneyRequestView,
    OtherPayerBody,
    OtherPayerView,
    RefusalBody,
)
from samenspel_arrangements.application.money.answer_request import (
    RefuseMoney,
    grant_money,
    refuse_money,
    take_back_request,
)
from samenspel_arrangements.application.money.ask_money import AskMoney, ask_money
from samenspel_arrangements.application.money.book import (
    MoveCommitment,
    release_money,
    spend_money,
)
from samenspel_arrangements.application.money.note_other_payer import (
    NoteOtherPayer,
    note_other_payer,
)
from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.request import MoneyRequestId
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.ids import ArrangementId
from samenspel_platform.access_log import FilePart

router = APIRouter(tags=["money"])
HELP = "/arrangements/{arrangementId}"
REQUEST = "/money-requests/{moneyRequestId}"
HelpIdInPath = Annotated[UUID, Path(alias="arrangementId", description="The arrangement's id.")]
RequestIdInPath = Annotated[UUID, Path(alias="moneyRequestId", description="The request's id.")]


@router.get(f"{HELP}/money", operation_id="getHelpMoney", summary="See what an arrangement costs")
async def see(help_id: HelpIdInPath, edge: ArrangementsEdge) -> HelpMoneyView:
    """See what is committed and spent, what waits, and what others pay."""
    async with edge.transaction() as uow:
        return await _shown(uow, help_id, edge)


@router.post(
    f"{HELP}/money-requests",
    operation_id="askMoney",
    summary="Ask money for an arrangement",
    status_code=201,
    response_model=HelpMoneyView,
)
async def ask(
    help_id: HelpIdInPath, body: AmountBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Commit it if mandate and budget allow; else it waits for a decider, as `waiting` shows."""
    command = AskMoney(arrangement_id=ArrangementId(help_id), amount=Cents(body.amount_cents))

    async def do(uow: SqlArrangementsUnitOfWork) -> HelpMoneyView:
        await ask_money(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await uow.record_facts()
        return await _shown(uow, help_id, edge)

    return await edge.answer_once(request, 201, do)


@router.post(
    f"{HELP}/payments",
    operation_id="spendMoney",
    summary="Pay from what was committed",
    status_code=201,
    response_model=HelpMoneyView,
)
async def spend(
    help_id: HelpIdInPath, body: AmountBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Book a payment."""
    command = MoveCommitment(arrangement_id=ArrangementId(help_id), amount=Cents(body.amount_cents))

    async def do(uow: SqlArrangementsUnitOfWork) -> HelpMoneyView:
        await spend_money(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await uow.record_facts()
        return await _shown(uow, help_id, edge)

    return await edge.answer_once(request, 201, do)


@router.post(
    f"{HELP}/releases",
    operation_id="releaseMoney",
    summary="Make committed money free again",
    status_code=201,
    response_model=HelpMoneyView,
)
async def release(
    help_id: HelpIdInPath, body: AmountBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Book a release."""
    command = MoveCommitment(arrangement_id=ArrangementId(help_id), amount=Cents(body.amount_cents))

    async def do(uow: SqlArrangementsUnitOfWork) -> HelpMoneyView:
        await release_money(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await uow.record_facts()
        return await _shown(uow, help_id, edge)

    return await edge.answer_once(request, 201, do)


@router.post(
    f"{HELP}/other-payers",
    operation_id="noteOtherPayer",
    summary="Note what another pays for an arrangement",
    status_code=201,
    response_model=OtherPayerView,
)
async def note(
    help_id: HelpIdInPath, body: OtherPayerBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Note it, or what it decided since."""
    command = NoteOtherPayer(
        arrangement_id=ArrangementId(help_id),
        payer=body.payer,
        decision=body.decision,
        decided_on=body.decided_on,
        amount=None if body.amount_cents is None else Cents(body.amount_cents),
        reference=body.reference,
        line_id=body.id,
        purpose=body.purpose,
        starts_on=body.starts_on,
        ends_on=body.ends_on,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> OtherPayerView:
        line = await note_other_payer(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return OtherPayerView.of(line)

    return await edge.answer_once(request, 201, do)


@router.get(
    "/money-requests",
    operation_id="listMoneyRequests",
    summary="List the requests for money that wait",
)
async def list_requests(edge: ArrangementsEdge) -> MoneyRequestsView:
    """List the first to be answered in front."""
    POLICY.require_somewhere(edge.actor, Action.SEE_BUDGET)
    async with edge.transaction() as uow:
        found = await uow.money_request_lines.requests(edge.actor)
    return MoneyRequestsView(items=[MoneyRequestView.of_line(line) for line in found])


@router.post(
    f"{REQUEST}/grants",
    operation_id="grantMoney",
    summary="Commit what was asked",
    status_code=201,
    response_model=MoneyRequestView,
)
async def grant(
    request_id: RequestIdInPath, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Commit it; 409 while it is not there or above the mandate, and then it waits on."""

    async def do(uow: SqlArrangementsUnitOfWork) -> MoneyRequestView:
        id_ = MoneyRequestId(request_id)
        done = await grant_money(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        return MoneyRequestView.of(done)

    return await edge.answer_once(request, 201, do)


@router.post(
    f"{REQUEST}/refusals",
    operation_id="refuseMoney",
    summary="Say that there is no money",
    status_code=201,
    response_model=MoneyRequestView,
)
async def refuse(
    request_id: RequestIdInPath, body: RefusalBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Say why, and what can be done instead."""
    command = RefuseMoney(request_id=MoneyRequestId(request_id), reason=body.reason, note=body.note)

    async def do(uow: SqlArrangementsUnitOfWork) -> MoneyRequestView:
        done = await refuse_money(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return MoneyRequestView.of(done)

    return await edge.answer_once(request, 201, do)


@router.post(
    f"{REQUEST}/withdrawals",
    operation_id="takeBackMoneyRequest",
    summary="Take a request back: the money is not needed",
    status_code=201,
    response_model=MoneyRequestView,
)
async def take_back(
    request_id: RequestIdInPath, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """End it."""

    async def do(uow: SqlArrangementsUnitOfWork) -> MoneyRequestView:
        id_ = MoneyRequestId(request_id)
        done = await take_back_request(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        return MoneyRequestView.of(done)

    return await edge.answer_once(request, 201, do)


async def _shown(
    uow: SqlArrangementsUnitOfWork, help_id: UUID, edge: ArrangementsEdge
) -> HelpMoneyView:
    found = await uow.money_request_lines.of_help(edge.actor, help_id)
    await edge.saw(uow, found, FilePart.CASE)
    requests = await uow.money_request_lines.requests_of(edge.actor, help_id)
    waiting = next((line for line in requests if line.is_waiting), None)
    return HelpMoneyView(
        arrangement_id=help_id,
        committed_cents=found.open,
        spent_cents=found.spent,
        waiting=MoneyRequestView.of_line(waiting) if waiting else None,
        other_payers=[OtherPayerView.of(line) for line in await uow.other_payers.of(help_id)],
    )
