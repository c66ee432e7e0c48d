"""The base of every aggregate: identity, tenant, version and the facts it recorded."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

IdT = TypeVar("IdT", bound=UUID)


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """A fact inside one service; never leaves it in this form."""

    occurred_at: datetime


@dataclass(eq=False, kw_only=True)
class Aggregate(Generic[IdT]):
    """A consistency boundary: loaded, changed and saved as one whole.

    `alliance_id` is the tenant; `unit_id` the support unit that it belongs to now, if any;
    `row_version` counts saves (the ETag), 0 until the first.
    """

    id: IdT
    alliance_id: UUID
    unit_id: UUID | None = None
    row_version: int = 0
    _recorded: list[DomainEvent] = field(default_factory=list, init=False, repr=False)

    def _record(self, event: DomainEvent) -> None:
        self._recorded.append(event)

    @property
    def last_recorded_at(self) -> datetime | None:
        """When the last fact happened that was not handed over yet; None if there is none."""
        return self._recorded[-1].occurred_at if self._recorded else None

    def take_events(self) -> tuple[DomainEvent, ...]:
        """Hand over the recorded facts, once."""
        taken, self._recorded = tuple(self._recorded), []
        return taken
