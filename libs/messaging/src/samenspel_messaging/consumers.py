"""What a service declares about the events that it reads."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData

Handler = Callable[[Any, Envelope, Any], Awaitable[None]]
"""`async def on_<event>(event, envelope, uow)`; it changes things through the unit of work only."""


@dataclass(frozen=True, kw_only=True)
class Consumer:
    """One reader with its own cursor and queue `q.<service>.<name>.sNN`.

    It gets *all* events of the aggregates whose events it handles, in order per aggregate when
    `ordered`; else in any order, each once. Types without a handler are passed over.
    A consumer that acts `outward` (mail, webhooks) refuses replay. `shards` is the number of its
    queues when they are first declared; from then on the broker's is what counts.
    """

    name: str
    handlers: Mapping[type[EventData], Handler]
    ordered: bool = True
    outward: bool = False
    shards: int = 1

    @property
    def aggregates(self) -> frozenset[str]:
        """The aggregates that it binds, each whole."""
        return frozenset(event.aggregate() for event in self.handlers)

    @property
    def sources(self) -> frozenset[str]:
        """The services whose logs hold those aggregates."""
        return frozenset(event.owner for event in self.handlers)
