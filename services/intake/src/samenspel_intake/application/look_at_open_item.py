"""Use case: nobody did anything, and a day has come."""

from typing import Any
from uuid import UUID

from samenspel_intake.application.ports import Collection, IntakeUnitOfWork
from samenspel_intake.domain.open_item import OpenItem
from samenspel_intake.domain.term import HANDOVER_ANSWER
from samenspel_kernel.clock import Clock, dutch_date


async def look_at_open_item(
    id_: UUID, items: Collection[Any], *, uow: IntakeUnitOfWork, clock: Clock
) -> None:
    """Tell of the terms that passed; give an offer back that nobody answered. Safe to repeat."""
    item: OpenItem[Any] = await items.get(id_)
    now = clock.now()
    take_up = await uow.terms.begin(HANDOVER_ANSWER, dutch_date(now))
    item.look(take_up_by=take_up.last_day, at=now)
    items.save(item)
