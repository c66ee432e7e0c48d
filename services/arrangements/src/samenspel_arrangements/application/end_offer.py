"""Use case: the sender of a handover goes on by itself, for nobody answered in time."""

from dataclasses import dataclass
from datetime import datetime

from samenspel_arrangements.application.ports import ArrangementsUnitOfWork
from samenspel_kernel.ids import HandoverId, case_id_of


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOffer:
    """Which handover came to an end, and when."""

    handover_id: HandoverId
    at: datetime


async def end_offer(command: EndOffer, *, uow: ArrangementsUnitOfWork) -> None:
    """Take away the case that nobody accepted; an acceptance that crossed it wins."""
    case = await uow.cases.find(case_id_of(command.handover_id))
    if case is not None:
        case.end_offer(at=command.at)
        uow.cases.save(case)
