"""Who answers for an item and what is next, as every service's events say it."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from samenspel_contracts.accountability import HolderRef, NextActionRef


class Accountable(TypedDict):
    """Who answers, and what is next."""

    holder_kind: str | None
    holder_id: UUID | None
    action_kind: str | None
    action_due_on: date | None


NOBODY = Accountable(holder_kind=None, holder_id=None, action_kind=None, action_due_on=None)


def accountable(holder: HolderRef, action: NextActionRef) -> Accountable:
    """Take over who answers and what is next."""
    return Accountable(
        holder_kind=holder.kind,
        holder_id=holder.id,
        action_kind=action.kind,
        action_due_on=action.due_on,
    )
