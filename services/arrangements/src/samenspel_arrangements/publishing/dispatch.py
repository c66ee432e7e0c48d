"""Gives a domain event its public form; the modules beside this one register theirs."""

from functools import singledispatch

from samenspel_contracts.registry import EventData
from samenspel_kernel.aggregate import DomainEvent


@singledispatch
def to_contract(event: DomainEvent) -> EventData | None:
    """Give the public form of a domain event, or None if it stays inside."""
    return None
