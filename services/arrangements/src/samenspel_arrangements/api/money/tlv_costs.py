"""HTTP: what the TLVs that were given will cost, by school year and kind; no child is named."""

from datetime import date
from typing import Self

from fastapi import APIRouter

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.application.tlvs.reckon_costs import reckon_costs
from samenspel_arrangements.domain.tlv.forecast import KindCost, Renewals, YearCost
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.gateways.tlv_rules import amounts
from samenspel_platform.bodies import View

router = APIRouter(tags=["money"])


class KindCostView(View):
    """One kind in one school year; a cost is null where no amount is known for it.

    `running` count on some day of the year, `ending` of them have their last day in it. `likely`
    are renewals of those that ended, of which nobody said yet what comes after.
    """

    kind: TlvKind
    amount_cents: int | None
    amount_valid_from: date | None
    running: int
    cost_cents: int | None
    ending: int
    likely: int
    likely_cost_cents: int | None

    @classmethod
    def of(cls, kind: KindCost) -> Self:
        """Show one."""
        return cls(
            kind=kind.kind,
            amount_cents=kind.amount.cents if kind.amount else None,
            amount_valid_from=kind.amount.valid_from if kind.amount else None,
            running=kind.running,
            cost_cents=kind.cost,
            ending=kind.ending,
            likely=kind.likely,
            likely_cost_cents=kind.likely_cost,
        )


class YearCostView(View):
    """All kinds in one school year, by the year in which it begins."""

    school_year: int
    cost_cents: int | None
    likely_cost_cents: int | None
    kinds: list[KindCostView]

    @classmethod
    def of(cls, year: YearCost) -> Self:
        """Show one."""
        return cls(
            school_year=year.year.first_year,
            cost_cents=year.cost,
            likely_cost_cents=year.likely_cost,
            kinds=[KindCostView.of(kind) for kind in year.kinds],
        )


class RenewalsView(View):
    """Which part is taken to be renewed, in whole percents: all, while too few ended to tell."""

    ended: int
    renewed: int
    percent: int
    is_known: bool

    @classmethod
    def of(cls, renewals: Renewals) -> Self:
        """Show it."""
        return cls(
            ended=renewals.ended,
            renewed=renewals.renewed,
            percent=renewals.percent,
            is_known=renewals.is_known,
        )


class TlvCostsView(View):
    """This school year and the next; other alliances pay for the `foreign` ones."""

    items: list[YearCostView]
    renewals: RenewalsView
    foreign: int


@router.get("/tlv-costs", operation_id="listTlvCosts", summary="See what TLVs will cost")
async def list_tlv_costs(edge: ArrangementsEdge) -> TlvCostsView:
    """Reckon this school year and the next, what is likely apart from what is certain."""
    async with edge.transaction() as uow:
        costs = await reckon_costs(actor=edge.actor, uow=uow, clock=edge.clock, amounts=amounts())
    return TlvCostsView(
        items=[YearCostView.of(year) for year in costs.years],
        renewals=RenewalsView.of(costs.renewals),
        foreign=costs.foreign,
    )
