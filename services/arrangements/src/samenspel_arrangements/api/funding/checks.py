"""HTTP: TLVs beside a list of what is funded; numbers of TLVs, and no child."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.api.funding.bodies import FundingListBody, SettlementBody
from samenspel_arrangements.api.handing_bodies import HandingBody
from samenspel_arrangements.api.holder_views import ItemHandoverView, ItemHolderView
from samenspel_arrangements.application.funding.check_funding import (
    CheckFunding,
    SettleDifference,
    check_for,
    check_funding,
    hand_check,
    settle_difference,
    take_back_check,
)
from samenspel_arrangements.domain.funding.check import FundingCheck, FundingCheckId
from samenspel_arrangements.domain.funding.compared import (
    Difference,
    DifferenceKind,
    Outcome,
    Terms,
)
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.gateways.funding_lists import (
    WrongFundingList,
    read_funding_list,
)
from samenspel_arrangements.persistence.funding.checks import FundingCheckLine
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_platform.bodies import UtcDateTime, View
from samenspel_platform.edge import check_if_match, etag

router = APIRouter(prefix="/funding-checks", tags=["tlvs"])
CheckIdInPath = Annotated[UUID, Path(alias="fundingCheckId", description="The check's id.")]


class TermsView(View):
    """For what, from which day to which."""

    kind: TlvKind
    starts_on: date
    ends_on: date

    @classmethod
    def of(cls, terms: Terms | None) -> Self | None:
        """Show them, where there are any."""
        if terms is None:
            return None
        return cls(kind=terms.kind, starts_on=terms.starts_on, ends_on=terms.ends_on)


class DifferenceView(View):
    """A number about which list and alliance differ; `outcome` is null until somebody saw to it."""

    number: str
    kind: DifferenceKind
    tlv_id: UUID | None
    ours: TermsView | None
    funded: TermsView | None
    school: str | None
    fields: list[str]
    outcome: Outcome | None
    note: str | None
    settled_on: date | None

    @classmethod
    def of(cls, difference: Difference) -> Self:
        """Show one."""
        funded, settled = difference.funded, difference.settled
        return cls(
            number=difference.number,
            kind=difference.kind,
            tlv_id=difference.tlv_id,
            ours=TermsView.of(difference.ours),
            funded=TermsView.of(funded.terms if funded else None),
            school=funded.school if funded else None,
            fields=list(difference.fields),
            outcome=settled.outcome if settled else None,
            note=settled.note if settled else None,
            settled_on=settled.on if settled else None,
        )


class FundingCheckView(View):
    """A comparison, as it is kept; `dueOn` is null when nobody has to do anything for it."""

    id: UUID
    as_of: date
    made_at: UtcDateTime
    status: str
    lines: int
    agreeing: int
    due_on: date | None
    holder: ItemHolderView | None
    handover: ItemHandoverView | None
    differences: list[DifferenceView]

    @classmethod
    def of(cls, check: FundingCheck) -> Self:
        """Show one."""
        held = check.responsibility
        return cls(
            id=check.id,
            as_of=check.as_of,
            made_at=check.made_at,
            status=check.standing.status,
            lines=check.lines,
            agreeing=check.agreeing,
            due_on=held.next_action.due_on if held else None,
            holder=ItemHolderView.of(check),
            handover=ItemHandoverView.of(check),
            differences=[DifferenceView.of(each) for each in check.differences],
        )


class FundingCheckLineView(View):
    """One check in the list."""

    id: UUID
    as_of: date
    made_at: UtcDateTime
    status: str
    lines: int
    agreeing: int
    differing: int
    unsettled: int
    due_on: date | None

    @classmethod
    def of(cls, line: FundingCheckLine) -> Self:
        """Show one."""
        return cls(
            id=line.id,
            as_of=line.as_of,
            made_at=line.made_at,
            status=line.status,
            lines=line.lines,
            agreeing=line.agreeing,
            differing=line.differing,
            unsettled=line.unsettled,
            due_on=line.due_on,
        )


class FundingChecksView(View):
    """The newest checks, 100 at most."""

    items: list[FundingCheckLineView]


Shown = tuple[FundingCheckView, dict[str, str]]


@router.get("", operation_id="listFundingChecks", summary="List the comparisons that are kept")
async def list_checks(edge: ArrangementsEdge) -> FundingChecksView:
    """List them, the newest first."""
    POLICY.require_somewhere(edge.actor, Action.CHECK_FUNDING)
    async with edge.transaction() as uow:
        found = await uow.funding_check_lines.newest()
    return FundingChecksView(items=[FundingCheckLineView.of(line) for line in found])


@router.post(
    "",
    operation_id="checkFunding",
    summary="Compare a list of what is funded with the TLVs",
    status_code=201,
    response_model=FundingCheckView,
)
async def compare(body: FundingListBody, request: Request, edge: ArrangementsEdge) -> JSONResponse:
    """Compare and keep it; a list with a wrong line is refused whole, each line by its number."""
    POLICY.require_somewhere(edge.actor, Action.CHECK_FUNDING)
    command = _command(body, dutch_date(edge.clock.now()))

    async def do(uow: SqlArrangementsUnitOfWork) -> Shown:
        check = await check_funding(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await uow.record_facts()
        headers = {"Location": f"/arrangements/v1/funding-checks/{check.id}"}
        return FundingCheckView.of(check), headers | {"ETag": etag(check.row_version)}

    return await edge.answer_once(request, 201, do)


@router.get("/{fundingCheckId}", operation_id="getFundingCheck", summary="Read a comparison")
async def get_check(
    check_id: CheckIdInPath, edge: ArrangementsEdge, response: Response
) -> FundingCheckView:
    """Give it, with each difference; `ETag` is its version."""
    async with edge.transaction() as uow:
        check = await check_for(FundingCheckId(check_id), actor=edge.actor, uow=uow)
    response.headers["etag"] = etag(check.row_version)
    return FundingCheckView.of(check)


@router.post(
    "/{fundingCheckId}/settlements",
    operation_id="settleFundingDifference",
    summary="Say what was done about a difference",
    status_code=201,
    response_model=FundingCheckView,
)
async def settle(
    check_id: CheckIdInPath, body: SettlementBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Write it down; with the last difference the check closes."""
    command = SettleDifference(
        check_id=FundingCheckId(check_id),
        number=body.number,
        outcome=body.outcome,
        note=body.note,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> Shown:
        check = await settle_difference(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _changed(check, request, uow)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/{fundingCheckId}/withdrawals",
    operation_id="takeBackFundingCheck",
    summary="End a comparison with the wrong list",
    status_code=201,
    response_model=FundingCheckView,
)
async def take_back(
    check_id: CheckIdInPath, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """End it; it is kept."""

    async def do(uow: SqlArrangementsUnitOfWork) -> Shown:
        id_ = FundingCheckId(check_id)
        check = await take_back_check(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _changed(check, request, uow)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/{fundingCheckId}/steps",
    operation_id="handFundingCheck",
    summary="Give a comparison to a colleague, or answer such an offer",
    status_code=201,
    response_model=FundingCheckView,
)
async def hand(
    check_id: CheckIdInPath, body: HandingBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Do it; who offers it holds it until the other says yes."""

    async def do(uow: SqlArrangementsUnitOfWork) -> Shown:
        id_, step = FundingCheckId(check_id), body.value()
        check = await hand_check(id_, step, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _changed(check, request, uow)

    return await edge.answer_once(request, 201, do)


async def _changed(check: FundingCheck, request: Request, uow: SqlArrangementsUnitOfWork) -> Shown:
    check_if_match(request, check.row_version)
    await uow.record_facts()
    return FundingCheckView.of(check), {"ETag": etag(check.row_version)}


def _command(body: FundingListBody, today: date) -> CheckFunding:
    try:
        found = read_funding_list(body.list)
    except WrongFundingList as why:
        field = f"list.{why.column}" if why.column else "list"
        raise InvalidInput(FieldError(field, why.code)) from None
    if found.errors:
        wrong = (FieldError(f"list.{e.number}.{e.column}", e.code) for e in found.errors)
        raise InvalidInput(*wrong)
    return CheckFunding(lines=found.lines, as_of=body.as_of or today)
