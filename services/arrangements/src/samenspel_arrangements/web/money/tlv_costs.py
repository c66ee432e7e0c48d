"""Pages: what the TLVs that were given will cost, by school year and kind; no child is named."""

from typing import Any

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.application.tlvs.reckon_costs import reckon_costs
from samenspel_arrangements.domain.tlv.forecast import KindCost, YearCost
from samenspel_arrangements.domain.tlv.kind import newest_of
from samenspel_arrangements.gateways.tlv_rules import amounts
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_platform.table_files import write_table

router = APIRouter(prefix="/money/tlv-costs")
COLUMNS = ("year", "kind", "amount", "running", "cost", "ending", "likely", "likely-cost")


@router.get("")
async def show(request: Request, edge: ArrangementsEdge) -> Response:
    """Show what is certain, what is likely, and by which assumptions."""
    return pages.render(request, "money/tlv_costs.html", **await _costs(edge))


@router.get("/export")
async def export(edge: ArrangementsEdge) -> Response:
    """Give the same as a table for the controller."""
    years: tuple[YearCost, ...] = (await _costs(edge))["years"]
    header = [pages.texts.text(f"tlv-costs-column.{name}") for name in COLUMNS]
    table = write_table(header, (_row(year, kind) for year in years for kind in year.kinds))
    name = f"tlv-kosten-{years[0].year.label}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(table, media_type="text/csv; charset=utf-8", headers=headers)


async def _costs(edge: ArrangementsEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        costs = await reckon_costs(actor=edge.actor, uow=uow, clock=edge.clock, amounts=amounts())
    return {
        "years": costs.years,
        "renewals": costs.renewals,
        "foreign": costs.foreign,
        "newest": newest_of(amounts()),
    }


def _row(year: YearCost, kind: KindCost) -> tuple[str, ...]:
    return (
        year.year.label,
        pages.texts.text(f"tlv-kind.{kind.kind.value}"),
        _euros(kind.amount.cents if kind.amount else None),
        str(kind.running),
        _euros(kind.cost),
        str(kind.ending),
        str(kind.likely),
        _euros(kind.likely_cost),
    )


def _euros(cents: int | None) -> str:
    if cents is None:
        return ""
    euros, rest = divmod(cents, 100)
    return f"{euros},{rest:02}"
