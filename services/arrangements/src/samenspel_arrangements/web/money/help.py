"""Pages: the money of one arrangement, and one request for it."""

from datetime import date
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel

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
from samenspel_arrangements.domain.money.amounts import read_euros, typed_euros
from samenspel_arrangements.domain.money.other_payer import Payer, PayersDecision, Purpose
from samenspel_arrangements.domain.money.request import LONGEST_NOTE, MoneyRequestId
from samenspel_arrangements.domain.money.standing import RefusalReason
from samenspel_arrangements.domain.policies import Action, may, require
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.acting import act, choices
from samenspel_arrangements.web.money.shown import HERE
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_arrangements.web.words import Words
from samenspel_kernel.ids import ArrangementId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import filled

router = APIRouter(prefix="/money")
HELP = "/arrangements/{arrangementId}"
REQUEST = "/requests/{moneyRequestId}"
HelpIdInPath = Annotated[UUID, Path(alias="arrangementId")]
RequestIdInPath = Annotated[UUID, Path(alias="moneyRequestId")]
HELP_PAGE, REQUEST_PAGE = "money/help.html", "money/request.html"


class OtherPayerForm(BaseModel):
    """Who else pays, and what it decided; `line_id` names a line that stands there already."""

    payer: Payer
    decision: PayersDecision
    decided_on: date | None = None
    purpose: Purpose = Purpose.OTHER
    starts_on: date | None = None
    ends_on: date | None = None
    paid: str = ""
    reference: str = ""
    line_id: UUID | None = None


class RefusalForm(BaseModel):
    """Why there is no money, and what can be done instead."""

    reason: RefusalReason
    note: str = ""


@router.get(HELP)
async def help_(
    request: Request, help_id: HelpIdInPath, edge: ArrangementsEdge, line: str = ""
) -> Response:
    """Show what an arrangement costs, and what others pay; a `line` of those is filled in."""
    return pages.render(request, HELP_PAGE, **await _help(edge, help_id, line))


@router.post(f"{HELP}/requests")
async def ask(request: Request, help_id: HelpIdInPath, edge: ArrangementsEdge) -> Response:
    """Commit an amount, or have it wait for a decider."""
    await _require(edge, help_id)

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        amount = read_euros(form.get("asked", ""), field="asked")
        command = AskMoney(arrangement_id=ArrangementId(help_id), amount=amount)
        await ask_money(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/arrangements/{help_id}"

    return await act(request, edge, HELP_PAGE, partial(_help, edge, help_id), do, "money.asked")


@router.post(f"{HELP}/payments")
async def spend(request: Request, help_id: HelpIdInPath, edge: ArrangementsEdge) -> Response:
    """Book a payment."""
    await _require(edge, help_id)

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        amount = read_euros(form.get("spent", ""), field="spent")
        command = MoveCommitment(arrangement_id=ArrangementId(help_id), amount=amount)
        await spend_money(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/arrangements/{help_id}"

    return await act(request, edge, HELP_PAGE, partial(_help, edge, help_id), do, "money.spent")


@router.post(f"{HELP}/releases")
async def release(request: Request, help_id: HelpIdInPath, edge: ArrangementsEdge) -> Response:
    """Make committed money free again."""
    await _require(edge, help_id)

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        amount = read_euros(form.get("released", ""), field="released")
        command = MoveCommitment(arrangement_id=ArrangementId(help_id), amount=amount)
        await release_money(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/arrangements/{help_id}"

    return await act(request, edge, HELP_PAGE, partial(_help, edge, help_id), do, "money.released")


@router.post(f"{HELP}/other-payers")
async def note(request: Request, help_id: HelpIdInPath, edge: ArrangementsEdge) -> Response:
    """Note what another pays, or what it decided since."""
    await _require(edge, help_id)
    sent = filled(await read_form(request))

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        typed = OtherPayerForm.model_validate(filled(form))
        command = NoteOtherPayer(
            arrangement_id=ArrangementId(help_id),
            payer=typed.payer,
            decision=typed.decision,
            decided_on=typed.decided_on,
            amount=read_euros(typed.paid, field="paid") if typed.paid else None,
            reference=typed.reference,
            purpose=typed.purpose,
            starts_on=typed.starts_on,
            ends_on=typed.ends_on,
            line_id=typed.line_id,
        )
        await note_other_payer(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/arrangements/{help_id}"

    content = partial(_help, edge, help_id, sent.get("line_id", ""))
    return await act(request, edge, HELP_PAGE, content, do, "money.noted")


@router.get(REQUEST)
async def show(request: Request, request_id: RequestIdInPath, edge: ArrangementsEdge) -> Response:
    """Show what is asked, with what is free, to who decides and to who asked."""
    return pages.render(request, REQUEST_PAGE, **await _request(edge, request_id))


@router.post(f"{REQUEST}/grants")
async def grant(request: Request, request_id: RequestIdInPath, edge: ArrangementsEdge) -> Response:
    """Commit what was asked."""
    content = partial(_request, edge, request_id)

    async def do(uow: SqlArrangementsUnitOfWork, _: Form) -> str:
        id_ = MoneyRequestId(request_id)
        await grant_money(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        return HERE

    return await act(request, edge, REQUEST_PAGE, content, do, "money.granted")


@router.post(f"{REQUEST}/refusals")
async def refuse(request: Request, request_id: RequestIdInPath, edge: ArrangementsEdge) -> Response:
    """Say no, and what can be done instead."""
    shown = await _request(edge, request_id)
    require(edge.actor, Action.DECIDE_MONEY, shown["line"])

    async def content() -> dict[str, Any]:
        return shown

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        typed = RefusalForm.model_validate(filled(form))
        command = RefuseMoney(
            request_id=MoneyRequestId(request_id), reason=typed.reason, note=typed.note
        )
        await refuse_money(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return HERE

    return await act(request, edge, REQUEST_PAGE, content, do, "money.refused")


@router.post(f"{REQUEST}/withdrawals")
async def take_back(
    request: Request, request_id: RequestIdInPath, edge: ArrangementsEdge
) -> Response:
    """End it: the money is not needed any more."""
    content = partial(_request, edge, request_id)

    async def do(uow: SqlArrangementsUnitOfWork, _: Form) -> str:
        id_ = MoneyRequestId(request_id)
        await take_back_request(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        return HERE

    return await act(request, edge, REQUEST_PAGE, content, do, "money.taken-back")


async def _require(edge: ArrangementsEdge, help_id: UUID) -> None:
    async with edge.transaction() as uow:
        found = await uow.money_request_lines.of_help(edge.actor, help_id)
        require(edge.actor, Action.ASK_MONEY, found)


async def _help(edge: ArrangementsEdge, help_id: UUID, line_id: str = "") -> dict[str, Any]:
    async with edge.transaction() as uow:
        found = await uow.money_request_lines.of_help(edge.actor, help_id)
        await edge.saw(uow, found, FilePart.CASE)
        requests = await uow.money_request_lines.requests_of(edge.actor, help_id)
        others = await uow.other_payers.of(help_id)
    return {
        "help": found,
        "here": f"{HERE}/arrangements/{help_id}",
        "requests": requests,
        "waits": any(line.is_waiting for line in requests),
        "others": others,
        "typed_euros": typed_euros,
        "line": next((line for line in others if str(line.id) == line_id), None),
        "payers": choices("money-payer", Payer),
        "purposes": choices("money-purpose", Purpose),
        "decisions": choices("money-payer-said", PayersDecision),
        "words": Words(pages.texts),
        "may_ask": may(edge.actor, Action.ASK_MONEY, found),
    }


async def _request(edge: ArrangementsEdge, request_id: UUID) -> dict[str, Any]:
    async with edge.transaction() as uow:
        line = await uow.money_request_lines.request(edge.actor, request_id)
        await edge.saw(uow, line, FilePart.CASE)
        stored = await uow.money_requests.get(request_id)
    return {
        "line": line,
        "standing": stored.standing,
        "here": f"{HERE}/requests/{request_id}",
        "reasons": choices("money-refusal", RefusalReason),
        "longest_note": LONGEST_NOTE,
        "words": Words(pages.texts),
        "may_decide": line.is_waiting and may(edge.actor, Action.DECIDE_MONEY, line),
        "may_take_back": line.is_waiting and may(edge.actor, Action.ASK_MONEY, line),
    }
