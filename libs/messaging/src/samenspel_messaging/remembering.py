"""For how long a consumer remembers each event that it dealt with, and how that is cleaned up."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

REMEMBERED = timedelta(days=45)
"""By an independent consumer; an ordered one remembers a number per aggregate, for good."""

KEPT = timedelta(days=90)
"""Held events that were released. What a person discarded is kept: a rebuild goes by it."""

SLACK = timedelta(days=1)
"""Clocks differ; what is forgotten must be too old for everyone."""

FORGET = text("""
    DELETE FROM bus.inbox WHERE event_id < :oldest AND substr(CAST(event_id AS text), 15, 1) = '7'
""")
FORGET_HELD = text("""
    DELETE FROM bus.held_event WHERE state = 'released' AND resolved_at < :before
""")


def is_too_old(event_id: UUID, now: datetime) -> bool:
    """Tell whether nobody can know any more if this event was dealt with; by the time in its id."""
    return event_id.version == 7 and event_id < _first_id(now - REMEMBERED)


async def forget_old(on: AsyncSession | AsyncConnection, now: datetime) -> None:
    """Remove what nobody needs to remember any more."""
    await on.execute(FORGET, {"oldest": _first_id(now - REMEMBERED - SLACK)})
    await on.execute(FORGET_HELD, {"before": now - KEPT})


def _first_id(moment: datetime) -> UUID:
    """Give the lowest UUIDv7 of a moment."""
    return UUID(int=int(moment.timestamp() * 1000) << 80 | 0x7 << 76)
