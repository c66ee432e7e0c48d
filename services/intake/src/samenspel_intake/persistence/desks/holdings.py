"""All that a holder answers for in intake, whatever kind of item it is."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import select

from samenspel_intake.application.ports import Collection
from samenspel_kernel.accountability import Holder
from samenspel_kernel.open_item import Held
from samenspel_messaging.unit_of_work import SqlRepository, SqlUnitOfWork

Items = SqlRepository[Any, Any]


class SqlHoldings:
    """The open items of one alliance that can get another holder, by who holds them."""

    def __init__(self, uow: SqlUnitOfWork, *repositories: Items) -> None:
        self._uow, self._repositories = uow, repositories

    async def of(self, holder: Holder) -> Sequence[tuple[Collection[Any], Held]]:
        """Load it for change, each with the collection that saves it."""
        held: list[tuple[Collection[Any], Held]] = []
        for items in self._repositories:
            row = items.row_type
            ids = select(row.id).where(
                row.alliance_id == self._uow.scope.alliance_id,
                row.holder_kind == holder.kind.value,
                row.holder_id == holder.id,
            )
            for id_ in (await self._uow.session.scalars(ids.order_by(row.id))).all():
                item = await items.get(id_)
                if hasattr(item, "reassign"):
                    held.append((items, cast(Held, item)))
        return held
