"""Pages: what units have, what was booked, and who may commit how much."""

from datetime import date
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.money.book import (
    AllocateMoney,
    TransferMoney,
    allocate_money,
    reverse_entry,
    transfer_money,
)
from samenspel_arrangements.application.money.set_mandate import SetMandate, set_mandate
from samenspel_arrangements.domain.money.amounts import read_euros
from samenspel_arrangements.domain.money.entries import EntryKind
from samenspel_arrangements.domain.money.ledger import REVERSIBLE
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.school_year import EARLIEST_YEAR, LATEST_YEAR, SchoolYear
from samenspel_arrangements.persistence.money.queries import MOST_ENTRIES, EntryLine
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.acting import act
from samenspel_arrangements.web.money.shown import ALLIANCE, HERE, unit_choices
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_arrangements.web.words import Words
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import UnitId
from samenspel_platform.forms import Form
from samenspel_platform.table_files import write_table
from samenspel_web.forms import filled

router = APIRouter(prefix="/money")
MOST_EXPORTED = 10_000
COMMITTING = (Role.UNIT_COORDINATOR, Role.DIRECTOR, Role.ADMINISTRATOR)
YearAsked = Annotated[int | None, Query(ge=EARLIEST_YEAR, le=LATEST_YEAR)]
BudgetIdInPath = Annotated[UUID, Path(alias="budgetId")]
COLUMNS = ("year", "unit", "number", "kind", "amount", "from", "to", "help", "day")


class AllocationForm(BaseModel):
    """To which unit, and how much."""

    unit: str
    school_year: int
    amount: str = ""


class TransferForm(BaseModel):
    """From which unit to which, and how much."""

    from_unit: str
    to_unit: str
    school_year: int
    moved: str = ""


class MandateForm(BaseModel):
    """Which role, how much, from when, by which paper."""

    role: Role
    limit: str = ""
    valid_from: date
    source: str = ""


@router.get("")
async def overview(request: Request, edge: ArrangementsEdge, year: YearAsked = None) -> Response:
    """Show what is free, committed, spent and expected, and which requests wait."""
    return pages.render(request, "money/overview.html", **await _overview(edge, year))


@router.get("/export")
async def export(edge: ArrangementsEdge, year: YearAsked = None) -> Response:
    """Give all that was booked in a year as a table for the controller; no child is named."""
    POLICY.require_somewhere(edge.actor, Action.SEE_BUDGET)
    asked = _year(edge, year)
    async with edge.transaction() as uow:
        entries = await uow.money.entries(edge.actor, asked, limit=MOST_EXPORTED)
    header = [pages.texts.text(f"money-column.{name}") for name in COLUMNS]
    table = write_table(header, map(_row, entries))
    headers = {"Content-Disposition": f'attachment; filename="geld-{asked.label}.csv"'}
    return Response(table, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/allocations")
async def allocate(request: Request, edge: ArrangementsEdge) -> Response:
    """Give a unit money."""
    POLICY.require_somewhere(edge.actor, Action.GIVE_BUDGET)

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        typed = AllocationForm.model_validate(filled(form))
        command = AllocateMoney(
            unit_id=_unit(typed.unit, "unit"),
            year=SchoolYear.checked(typed.school_year),
            amount=read_euros(typed.amount),
        )
        await allocate_money(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}?year={typed.school_year}"

    content = partial(_overview, edge, None)
    return await act(request, edge, "money/overview.html", content, do, "money.allocated")


@router.post("/transfers")
async def transfer(request: Request, edge: ArrangementsEdge) -> Response:
    """Move money from one unit to another."""
    POLICY.require_somewhere(edge.actor, Action.GIVE_BUDGET)

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        typed = TransferForm.model_validate(filled(form))
        command = TransferMoney(
            from_unit=_unit(typed.from_unit, "from_unit"),
            to_unit=_unit(typed.to_unit, "to_unit"),
            year=SchoolYear.checked(typed.school_year),
            amount=read_euros(typed.moved, field="moved"),
        )
        await transfer_money(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}?year={typed.school_year}"

    content = partial(_overview, edge, None)
    return await act(request, edge, "money/overview.html", content, do, "money.transferred")


@router.get("/budgets/{budgetId}")
async def budget(request: Request, budget_id: BudgetIdInPath, edge: ArrangementsEdge) -> Response:
    """Show what was booked for a unit in a school year, and what its help costs."""
    return pages.render(request, "money/budget.html", **await _budget(edge, budget_id))


@router.post("/budgets/{budgetId}/entries/{entryId}/reversals")
async def reverse(
    request: Request,
    budget_id: BudgetIdInPath,
    entry_id: Annotated[UUID, Path(alias="entryId")],
    edge: ArrangementsEdge,
) -> Response:
    """Take an entry back."""
    POLICY.require_somewhere(edge.actor, Action.GIVE_BUDGET)

    async def do(uow: SqlArrangementsUnitOfWork, _: Form) -> str:
        ledger, _reversal = await reverse_entry(
            entry_id, actor=edge.actor, uow=uow, clock=edge.clock
        )
        return f"{HERE}/budgets/{ledger.id}"

    content = partial(_budget, edge, budget_id)
    return await act(request, edge, "money/budget.html", content, do, "money.reversed")


@router.get("/mandates")
async def mandates(request: Request, edge: ArrangementsEdge) -> Response:
    """Show who may commit how much, and who might before."""
    return pages.render(request, "money/mandates.html", **await _mandates(edge))


@router.post("/mandates")
async def set_(request: Request, edge: ArrangementsEdge) -> Response:
    """Add a version."""
    POLICY.require_somewhere(edge.actor, Action.SET_MANDATE)

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        typed = MandateForm.model_validate(filled(form))
        command = SetMandate(
            role=typed.role,
            limit=read_euros(typed.limit, field="limit") if typed.limit else None,
            valid_from=typed.valid_from,
            source=typed.source,
        )
        await set_mandate(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/mandates"

    content = partial(_mandates, edge)
    return await act(request, edge, "money/mandates.html", content, do, "money.mandate-set")


async def _overview(edge: ArrangementsEdge, year: int | None) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Action.SEE_BUDGET)
    asked = _year(edge, year)
    async with edge.transaction() as uow:
        lines = await uow.money.budgets(edge.actor, asked)
        requests = await uow.money_request_lines.requests(edge.actor)
        units = await uow.money.units()
    this_year = SchoolYear.of(dutch_date(edge.clock.now())).first_year
    return {
        "lines": lines,
        "requests": requests,
        "year": asked,
        "years": [SchoolYear(n) for n in (this_year - 1, this_year, this_year + 1)],
        "units": unit_choices(units),
        "words": Words(pages.texts),
        "may_give": POLICY.may_somewhere(edge.actor, Action.GIVE_BUDGET),
        "may_decide": POLICY.may_somewhere(edge.actor, Action.DECIDE_MONEY),
        "may_see_tlv_costs": POLICY.may_somewhere(edge.actor, Action.SEE_TLV_COSTS),
    }


async def _budget(edge: ArrangementsEdge, budget_id: UUID) -> dict[str, Any]:
    async with edge.transaction() as uow:
        line = await uow.money.budget(edge.actor, budget_id)
        entries = await uow.money.entries(
            edge.actor, line.year, budget_id=budget_id, limit=MOST_ENTRIES
        )
        commitments = await uow.money.commitments(budget_id)
        others = await uow.other_payers.beside_budget(line.unit_id, line.year)
        by_schools = await uow.own_help_lines.paid_in(line.unit_id, line.year)
    return {
        "line": line,
        "entries": entries,
        "commitments": commitments,
        "by_schools": by_schools,
        "others": others,
        "words": Words(pages.texts),
        "reversible": {kind.value for kind in REVERSIBLE},
        "may_give": POLICY.may_somewhere(edge.actor, Action.GIVE_BUDGET),
    }


async def _mandates(edge: ArrangementsEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Action.SEE_BUDGET)
    async with edge.transaction() as uow:
        found = await uow.mandates.all()
    return {
        "mandates": found,
        "roles": [
            (role.value, pages.texts.text(f"money-role.{role.value}")) for role in COMMITTING
        ],
        "may_set": POLICY.may_somewhere(edge.actor, Action.SET_MANDATE),
    }


def _year(edge: ArrangementsEdge, year: int | None) -> SchoolYear:
    return SchoolYear(year) if year else SchoolYear.of(dutch_date(edge.clock.now()))


def _unit(value: str, field: str) -> UnitId | None:
    """Read which unit was chosen, None for the alliance itself; InvalidInput for neither."""
    if value == ALLIANCE:
        return None
    try:
        return UnitId(UUID(value))
    except ValueError:
        raise InvalidInput(FieldError(field, "input.choice")) from None


def _row(entry: EntryLine) -> tuple[str, ...]:
    euros, cents = divmod(entry.amount, 100)
    text = pages.texts.text
    return (
        SchoolYear(entry.school_year).label,
        entry.unit_name or text("money.own"),
        str(entry.number),
        text(f"money-entry.{EntryKind(entry.kind).value}"),
        f"{euros},{cents:02}",
        text(f"money-account.{entry.taken_from}"),
        text(f"money-account.{entry.given_to}"),
        str(entry.arrangement_id or ""),
        dutch_date(entry.booked_at).isoformat(),
    )
