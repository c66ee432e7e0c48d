"""Which domain events leave notifications, and as what."""

from samenspel_contracts.registry import EventData
from samenspel_kernel.aggregate import DomainEvent


def to_contract(event: DomainEvent) -> EventData | None:
    """Give None: no other service needs to know whether a mail arrived."""
    return None
