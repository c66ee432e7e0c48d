"""Parts that several answers share."""

from uuid import UUID

from samenspel_kernel.accountability import Holder, NextAction
from samenspel_platform.bodies import IsoDate, View


class HolderView(View):
    """Who answers for an item: a school, a unit's desk or the alliance's desk."""

    kind: str
    id: UUID

    @classmethod
    def of(cls, holder: Holder) -> "HolderView":
        """Show a holder."""
        return cls(kind=holder.kind.value, id=holder.id)


class NextActionView(View):
    """What is to be done next, and the last day for it."""

    kind: str
    due_on: IsoDate

    @classmethod
    def of(cls, action: NextAction) -> "NextActionView":
        """Show an action."""
        return cls(kind=action.kind, due_on=action.due_on)
