"""Use case: what is late in granted help becomes work of who holds its case."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain.arrangement import END, EVALUATION, MEASURES, RETURN, START
from samenspel_arrangements.domain.case import ActionKind

TO_DO = {
    START: ActionKind.START_HELP,
    MEASURES: ActionKind.CHOOSE_MEASURES,
    EVALUATION: ActionKind.EVALUATE,
    RETURN: ActionKind.EVALUATE,
    END: ActionKind.DECIDE_ON_HELP,
}
"""What the holder has to do when a day of help has passed without it."""


class RemindingUnitOfWork(Protocol):
    """One transaction with cases in it."""

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...


async def remind_holder(
    case_id: UUID, kind: ActionKind, *, at: datetime, uow: RemindingUnitOfWork
) -> None:
    """Have the holder do it; nothing happens when that was planned, or the case is not open."""
    case = await uow.cases.get(case_id)
    case.remind(kind, at=at)
    uow.cases.save(case)
