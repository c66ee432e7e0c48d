"""What callers get of who answers for what an office handles, and to whom it is offered."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from samenspel_arrangements.domain.handed import HandedItem
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_platform.bodies import View


class ItemHolderView(View):
    """Who answers for it; the name of a person, where it is known."""

    kind: HolderKind
    id: UUID
    name: str | None

    @classmethod
    def of(cls, item: HandedItem[Any]) -> Self | None:
        """Show it; None when nobody has to any more."""
        if (holder := item.holder) is None:
            return None
        return cls(kind=holder.kind, id=holder.id, name=item.holder_name)


class ItemHandoverView(View):
    """To whom it is offered, and the last day to answer."""

    id: UUID
    to_kind: HolderKind
    to_id: UUID
    answer_by: date

    @classmethod
    def of(cls, item: HandedItem[Any]) -> Self | None:
        """Show it; None when it is offered to nobody."""
        held = item.responsibility
        offer = held.offer if held else None
        if offer is None or not isinstance(offer.to, Holder):
            return None
        return cls(id=offer.id, to_kind=offer.to.kind, to_id=offer.to.id, answer_by=offer.answer_by)
