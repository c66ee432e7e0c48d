"""How every open item is stored: columns for what is searched, its standing as a document."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, select
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_kernel.open_item import OpenItem
from samenspel_messaging.unit_of_work import AggregateRow, SqlRepository
from samenspel_platform.documents import DOCUMENT

ItemT = TypeVar("ItemT", bound=OpenItem[Any])
ItemRowT = TypeVar("ItemRowT", bound="OpenItemRow")


class OpenItemRow(AggregateRow):
    """Columns that every open item's table has; a declarative mixin.

    `next_look_on` is the first day on which time alone changes something. `standing` is the whole
    of where it stands, with its holder, actions and offer; the columns repeat what is searched.
    """

    status: Mapped[str]
    holder_kind: Mapped[str | None]
    holder_id: Mapped[UUID | None]
    next_action_kind: Mapped[str | None]
    next_action_due_on: Mapped[date | None]
    handover_id: Mapped[UUID | None]
    handover_answer_by: Mapped[date | None]
    next_look_on: Mapped[date | None]
    breached: Mapped[Any] = mapped_column(DOCUMENT)
    standing: Mapped[Any] = mapped_column(DOCUMENT)


def accountable(*closed: str) -> CheckConstraint:
    """Check that an item has a holder and a dated action exactly while it is open."""
    return CheckConstraint(accountable_while_open(*closed), name="accountable")


def accountable_while_open(*closed: str) -> str:
    """Give the SQL of that check; `closed` are the statuses of what has ended."""
    ended = ", ".join(f"'{status}'" for status in closed)
    return (
        "num_nonnulls(holder_kind, holder_id, next_action_kind, next_action_due_on)"
        f" = CASE WHEN status IN ({ended}) THEN 0 ELSE 4 END"
        f" AND (handover_id IS NULL OR status NOT IN ({ended}))"
        " AND (handover_id IS NULL) = (handover_answer_by IS NULL)"
    )


class SqlOpenItems(SqlRepository[ItemT, ItemRowT]):
    """The open items of one kind, of one alliance, and those that ended."""

    def fill_open(self, row: ItemRowT, item: ItemT, *, status: str, standing: Any) -> None:
        """Write what all open items have; `standing` is the document of it."""
        held = item.responsibility
        row.status, row.standing = status, standing
        row.breached = sorted([rule, day.isoformat()] for rule, day in item.breached)
        row.next_look_on = item.next_look()
        row.holder_kind = held.holder.kind.value if held else None
        row.holder_id = held.holder.id if held else None
        row.next_action_kind = held.next_action.kind if held else None
        row.next_action_due_on = held.next_action.due_on if held else None
        offer = held.offer if held else None
        row.handover_id = offer.id if offer else None
        row.handover_answer_by = offer.answer_by if offer else None

    async def open_where(self, *conditions: ColumnElement[bool]) -> Sequence[ItemT]:
        """Load the open ones that meet all conditions, for change, each time in the same order."""
        row = self.row_type
        ids = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id, row.holder_id.is_not(None), *conditions
        )
        found = list(await self._uow.session.scalars(ids.order_by(row.id)))
        return [await self.get(id_) for id_ in found]

    async def to_look_at(self, today: date, *, limit: int) -> Sequence[UUID]:
        """Give the ids of items that time changes, the longest waiting first."""
        row = self.row_type
        due = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id, row.next_look_on <= today
        )
        found = await self._uow.session.scalars(due.order_by(row.next_look_on, row.id).limit(limit))
        return list(found)


def breached_of(row: OpenItemRow) -> frozenset[tuple[str, date]]:
    """Read which breaches were told."""
    return frozenset((rule, date.fromisoformat(day)) for rule, day in row.breached)
