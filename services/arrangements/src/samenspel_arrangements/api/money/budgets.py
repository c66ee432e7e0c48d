"""HTTP: what units have, and who gives it to them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.api.money.views import (
    AllocationBody,
    BalancesView,
    BudgetsView,
    BudgetView,
    EntriesView,
    EntryView,
    MandateBody,
    MandatesView,
    MandateView,
    OtherPayersView,
    OtherPayerView,
    TransferBody,
    Year,
)
from samenspel_arrangements.application.money.book import (
    AllocateMoney,
    TransferMoney,
    allocate_money,
    reverse_entry,
    transfer_money,
)
from samenspel_arrangements.application.money.set_mandate import SetMandate, set_mandate
from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.persistence.money.queries import MOST_ENTRIES
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import UnitId

router = APIRouter(tags=["money"])
YearInQuery = Annotated[
    Year | None, Query(alias="schoolYear", description="The year in which it begins; else now's.")
]


@router.get("/budgets", operation_id="listBudgets", summary="List what units have in a year")
async def list_budgets(edge: ArrangementsEdge, school_year: YearInQuery = None) -> BudgetsView:
    """List those that the caller may see."""
    POLICY.require_somewhere(edge.actor, Action.SEE_BUDGET)
    today = dutch_date(edge.clock.now())
    year = SchoolYear(school_year) if school_year else SchoolYear.of(today)
    async with edge.transaction() as uow:
        found = await uow.money.budgets(edge.actor, year)
    return BudgetsView(items=[BudgetView.of_line(line) for line in found])


@router.get(
    "/budgets/{budgetId}/entries", operation_id="listEntries", summary="List what was booked"
)
async def list_entries(
    budget_id: Annotated[UUID, Path(alias="budgetId", description="The ledger's id.")],
    edge: ArrangementsEdge,
) -> EntriesView:
    """List the newest first."""
    async with edge.transaction() as uow:
        budget = await uow.money.budget(edge.actor, budget_id)
        found = await uow.money.entries(
            edge.actor, budget.year, budget_id=budget_id, limit=MOST_ENTRIES
        )
    return EntriesView(items=[EntryView.of(line) for line in found])


@router.get(
    "/budgets/{budgetId}/other-payers",
    operation_id="listOtherPayers",
    summary="List what others pay for the same help",
)
async def list_other_payers(
    budget_id: Annotated[UUID, Path(alias="budgetId", description="The ledger's id.")],
    edge: ArrangementsEdge,
) -> OtherPayersView:
    """List the decisions of municipality and insurers; they are in no sum of the budget."""
    async with edge.transaction() as uow:
        budget = await uow.money.budget(edge.actor, budget_id)
        found = await uow.other_payers.beside_budget(budget.unit_id, budget.year)
    return OtherPayersView(items=[OtherPayerView.of(line) for line in found])


@router.post(
    "/budget-allocations",
    operation_id="allocateBudget",
    summary="Give a unit money",
    status_code=201,
    response_model=BalancesView,
)
async def allocate(body: AllocationBody, request: Request, edge: ArrangementsEdge) -> JSONResponse:
    """Add to what it has in the school year."""
    command = AllocateMoney(
        unit_id=UnitId(body.unit_id) if body.unit_id else None,
        year=SchoolYear(body.school_year),
        amount=Cents(body.amount_cents),
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> BalancesView:
        ledger = await allocate_money(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return BalancesView.of(ledger)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/budget-transfers",
    operation_id="transferBudget",
    summary="Move free money from one unit to another",
    status_code=201,
    response_model=BalancesView,
)
async def transfer(body: TransferBody, request: Request, edge: ArrangementsEdge) -> JSONResponse:
    """Book both sides; answers with the ledger that it left."""
    command = TransferMoney(
        from_unit=UnitId(body.from_unit_id) if body.from_unit_id else None,
        to_unit=UnitId(body.to_unit_id) if body.to_unit_id else None,
        year=SchoolYear(body.school_year),
        amount=Cents(body.amount_cents),
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> BalancesView:
        ledger = await transfer_money(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return BalancesView.of(ledger)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/budget-entries/{entryId}/reversals",
    operation_id="reverseEntry",
    summary="Take an entry back, by one the other way round",
    status_code=201,
    response_model=EntryView,
)
async def reverse(
    entry_id: Annotated[UUID, Path(alias="entryId", description="The entry's id.")],
    request: Request,
    edge: ArrangementsEdge,
) -> JSONResponse:
    """Book the reversal; once for each entry."""

    async def do(uow: SqlArrangementsUnitOfWork) -> EntryView:
        _, made = await reverse_entry(entry_id, actor=edge.actor, uow=uow, clock=edge.clock)
        return EntryView.of(made)

    return await edge.answer_once(request, 201, do)


@router.get("/mandates", operation_id="listMandates", summary="List who may commit how much")
async def list_mandates(edge: ArrangementsEdge) -> MandatesView:
    """List every version."""
    POLICY.require_somewhere(edge.actor, Action.SEE_BUDGET)
    async with edge.transaction() as uow:
        found = await uow.mandates.all()
    return MandatesView(items=[MandateView.of(mandate) for mandate in found])


@router.post(
    "/mandates",
    operation_id="setMandate",
    summary="Say how much a role may commit, from a day on",
    status_code=201,
    response_model=MandateView,
)
async def set_(body: MandateBody, request: Request, edge: ArrangementsEdge) -> JSONResponse:
    """Add a version."""
    command = SetMandate(
        role=body.role,
        limit=None if body.limit_cents is None else Cents(body.limit_cents),
        valid_from=body.valid_from,
        source=body.source,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> MandateView:
        made = await set_mandate(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return MandateView.of(made)

    return await edge.answer_once(request, 201, do)
