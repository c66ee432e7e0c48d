"""Reporting has read models only: no domain event of its own becomes an event for others."""

from samenspel_contracts.registry import EventData
from samenspel_kernel.aggregate import DomainEvent


def to_contract(_: DomainEvent) -> EventData | None:
    """Publish nothing."""
    return None
