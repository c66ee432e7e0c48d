"""Use case: reckon what the TLVs that were given will cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.domain.tlv.forecast import CountedTlvs, Renewals, YearCost, forecast
from samenspel_arrangements.domain.tlv.kind import Amount
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date


@dataclass(frozen=True, slots=True)
class TlvCosts:
    """This school year and those to come; `foreign` are those that another alliance pays for."""

    years: tuple[YearCost, ...]
    renewals: Renewals
    foreign: int


class CostCounts(Protocol):
    """Counts the TLVs of one alliance."""

    async def counted(self, since: date) -> CountedTlvs:
        """Count what costs something on a day or later, and all whose end is open."""
        ...


class CostsUnitOfWork(Protocol):
    """One transaction."""

    @property
    def tlv_costs(self) -> CostCounts:
        """What there is to count."""
        ...


async def reckon_costs(
    *, actor: Actor, uow: CostsUnitOfWork, clock: Clock, amounts: Sequence[Amount]
) -> TlvCosts:
    """Reckon from this school year on, what is likely apart from what is certain; no child in it."""
    POLICY.require_somewhere(actor, Action.SEE_TLV_COSTS)
    first = SchoolYear.of(dutch_date(clock.now()))
    counted = await uow.tlv_costs.counted(first.first_day)
    years = forecast(counted.given, counted.renewals, amounts, first=first)
    return TlvCosts(tuple(years), counted.renewals, counted.foreign)
