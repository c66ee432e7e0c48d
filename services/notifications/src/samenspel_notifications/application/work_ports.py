"""What the work list needs of the outside; the adapters fit themselves to this."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from samenspel_kernel.accountability import Holder, NextAction
from samenspel_notifications.domain.work_items import ItemKind, StandIn, WorkItem


class WorkList(Protocol):
    """The open items of one alliance, as consumers keep it; each by its own aggregate's events."""

    async def put(self, item: WorkItem) -> None:
        """Have this item, in the place of what was known of it; it is new to its holder."""
        ...

    async def put_ending(
        self,
        arrangement_id: UUID,
        *,
        case_id: UUID,
        unit_id: UUID | None,
        school_id: UUID | None,
        pupil_id: UUID,
        ends_on: date,
        at: datetime,
    ) -> None:
        """Have an item for help that ends; whoever holds its case holds it."""
        ...

    async def plan(
        self,
        id_: UUID,
        kind: ItemKind,
        *,
        holder: Holder,
        action: NextAction,
        unit_id: UUID | None,
        at: datetime,
    ) -> None:
        """Change what is next; the item is new to its holder only if that is another one."""
        ...

    async def is_about(self, id_: UUID, pupil_id: UUID) -> None:
        """Know which pupil an item is about that was about none."""
        ...

    async def remove(self, id_: UUID) -> None:
        """Forget an item: nobody must do anything for it any more."""
        ...

    async def know_pupil(self, pupil_id: UUID, given_name: str, *, school_id: UUID | None) -> None:
        """Know a pupil by its given name, and show what is open about it at its school of now."""
        ...

    async def stand_in(self, person_id: UUID, deputies: Sequence[StandIn]) -> None:
        """Have these, and no others, act for a person while it is away."""
        ...

    async def name_school(self, school_id: UUID, name: str) -> None:
        """Know a school by its name."""
        ...


class WorkUnitOfWork(Protocol):
    """One transaction of the consumer that keeps the list."""

    @property
    def work(self) -> WorkList:
        """The list, to write."""
        ...
