"""Pages: TLVs beside a list of what is funded; what differs, and what was done about it."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.funding.check_funding import (
    CheckFunding,
    SettleDifference,
    check_for,
    check_funding,
    hand_check,
    settle_difference,
    take_back_check,
)
from samenspel_arrangements.domain.funding.check import FundingCheckId, Settling
from samenspel_arrangements.domain.funding.compared import LONGEST_NOTE, DifferenceKind, Outcome
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.gateways.funding_lists import (
    FundingList,
    WrongFundingList,
    read_funding_list,
    text_of,
)
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.acting import act, choices
from samenspel_arrangements.web.handing import handing, handing_of
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_arrangements.web.tlvs.words import TlvWords
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_platform.forms import Form, read_upload
from samenspel_web.forms import REFUSALS, Refusal, filled

router = APIRouter(prefix="/funding-checks")
HERE = "/arrangements/funding-checks"
LIST, PAGE = "funding/list.html", "funding/check.html"
CheckIdInPath = Annotated[UUID, Path(alias="fundingCheckId")]


class DayForm(BaseModel):
    """Of which day the list tells."""

    as_of: date


class SettlementForm(BaseModel):
    """What was done about which number."""

    number: str
    outcome: Outcome
    note: str = ""


@router.get("")
async def show_all(request: Request, edge: ArrangementsEdge) -> Response:
    """Show the comparisons that are kept, and ask for a new list."""
    return pages.render(request, LIST, **await _all(edge))


@router.post("")
async def compare(request: Request, edge: ArrangementsEdge) -> Response:
    """Compare a list; one with wrong lines comes back whole, with what is wrong in each."""
    POLICY.require_somewhere(edge.actor, Action.CHECK_FUNDING)
    typed, content = await read_upload(request, "file")
    found = FundingList((), ())

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        as_of = DayForm.model_validate(filled(typed)).as_of
        command = CheckFunding(lines=found.lines, as_of=as_of)
        check = await check_funding(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/{check.id}"

    column = ""
    refused: Refusal
    try:
        if content:
            typed = _with_list(typed, text_of(content))
        found = read_funding_list(typed.get("list", ""))
        if found.errors:
            raise InvalidInput(FieldError("list", "funding-list.lines-wrong"))
        url = await edge.redirect_once(request, typed, do)
    except WrongFundingList as why:
        column, refused = why.column, InvalidInput(FieldError("list", why.code))
    except REFUSALS as why:
        refused = why
    else:
        return pages.redirect(request, url, notice="funding.compared")
    shown = {**await _all(edge), "errors": found.errors, "column": column}
    return pages.refuse(request, LIST, refused, typed=typed, **shown)


@router.get("/{fundingCheckId}")
async def show(request: Request, check_id: CheckIdInPath, edge: ArrangementsEdge) -> Response:
    """Show one, each kind of difference with what to do."""
    return pages.render(request, PAGE, **await _one(check_id, edge))


@router.post("/{fundingCheckId}/settlements")
async def settle(request: Request, check_id: CheckIdInPath, edge: ArrangementsEdge) -> Response:
    """Write down what was done about a number."""

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        said = SettlementForm.model_validate(filled(form))
        command = SettleDifference(
            check_id=FundingCheckId(check_id),
            number=said.number,
            outcome=said.outcome,
            note=said.note,
        )
        await settle_difference(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/{check_id}"

    return await act(request, edge, PAGE, lambda: _one(check_id, edge), do, "funding.settled")


@router.post("/{fundingCheckId}/withdrawals")
async def take_back(request: Request, check_id: CheckIdInPath, edge: ArrangementsEdge) -> Response:
    """End one that was made with the wrong list."""

    async def do(uow: SqlArrangementsUnitOfWork, _: Form) -> str:
        id_ = FundingCheckId(check_id)
        await take_back_check(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        return HERE

    return await act(request, edge, PAGE, lambda: _one(check_id, edge), do, "funding.taken-back")


@router.post("/{fundingCheckId}/steps")
async def hand(request: Request, check_id: CheckIdInPath, edge: ArrangementsEdge) -> Response:
    """Give it to a colleague, or answer such an offer."""

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        if (step := handing_of(form)) is None:
            raise InvalidInput(FieldError("step", "input.choice"))
        id_ = FundingCheckId(check_id)
        await hand_check(id_, step, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/{check_id}"

    return await act(request, edge, PAGE, lambda: _one(check_id, edge), do, "funding.settled")


async def _all(edge: ArrangementsEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Action.CHECK_FUNDING)
    async with edge.transaction() as uow:
        lines = await uow.funding_check_lines.newest()
    today = dutch_date(edge.clock.now())
    return {"lines": lines, "errors": (), "column": "", "today": today.isoformat()}


async def _one(check_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        check = await check_for(FundingCheckId(check_id), actor=edge.actor, uow=uow)
        today = dutch_date(edge.clock.now())
        given = await handing(check, Action.CHECK_FUNDING, edge.actor, uow, today)
    held, text = check.responsibility, pages.texts.text
    return {
        "check": check,
        **given,
        "here": f"{HERE}/{check_id}",
        "words": TlvWords(pages.texts),
        "is_open": isinstance(check.standing, Settling),
        "due_on": held.next_action.due_on if held else None,
        "is_mine": held is not None and held.holder.id == edge.actor.person_id,
        "by_kind": [
            (kind.value, [each for each in check.differences if each.kind is kind])
            for kind in DifferenceKind
            if check.counts[kind]
        ],
        "numbers": [
            (each.number, f"{each.number}: {text(f'funding-difference.{each.kind}')}")
            for each in check.unsettled
        ],
        "outcomes": choices("funding-outcome", Outcome),
        "longest": LONGEST_NOTE,
    }


def _with_list(form: Form, text: str) -> Form:
    """Put what a file holds where it can be put right on the page."""
    return Form({**{name: form.getlist(name) for name in form}, "list": [text]})
