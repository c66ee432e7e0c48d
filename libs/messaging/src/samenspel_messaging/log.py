"""Reads a service's event log, from anywhere that may; each reader keeps its own positions."""

from collections.abc import Mapping
from typing import Protocol

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_contracts.envelope import Envelope
from samenspel_messaging.partitions import PARTITIONS

NOT_THIS_PART = 2**63 - 1
"""A position after which there is never anything."""


class FeedAway(ConnectionError):
    """A log that is reached over a network can't be read now; the text says why, never what.

    An OSError, as a database's connection that fails is: who waits for the one, waits for both.
    """


class FeedRefused(FeedAway):
    """The source knows us not, or has no feed; until somebody mends a setting."""


class LogReader(Protocol):
    """A way to the log of one service, `source` (its short name).

    What every reader promises, whatever lies between it and the log:

    - Within a part entries come in order and without gaps, from the position after `after` on;
      so the last entry of a part is how far the reader has read in it.
    - There are fewer than `limit` only if there was no more.
    - An entry whose data this reader may not read (`samenspel_contracts.readers`) is there all the
      same, with empty `data`: its context attributes hold nothing personal.
    - Reading changes nothing; the same positions give the same entries again.

    When the log can't be read it raises FeedAway or one of `loops.DATABASE_TROUBLE`.
    """

    @property
    def source(self) -> str:
        """The service whose log it is."""
        ...

    async def read(self, after: Mapping[int, int], limit: int) -> list[Envelope]:
        """Give up to `limit` entries after a position per part (0 if absent)."""
        ...


FEED = text("""
    SELECT part, pos, event_id, source, alliance_id, unit_id, agg_id, agg_seq, type, occurred_at,
        correlation_id, causation_id, traceparent, data
    FROM bus.feed(CAST(:after AS bigint[]), :limit)
""")
ATTRIBUTES = (
    "part",
    "pos",
    "id",
    "source",
    "alliance",
    "unit",
    "subject",
    "aggseq",
    "type",
    "time",
    "correlationid",
    "causationid",
    "traceparent",
    "data",
)
"""What those columns are in an envelope; a log is read by the million, so this takes no detours."""


class SqlLogReader:
    """Reads through `bus.feed`, as role `<service>_feed` or `<service>_worker`."""

    def __init__(self, engine: AsyncEngine, *, source: str) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._source = source

    @property
    def source(self) -> str:
        """The service whose log it is."""
        return self._source

    async def read(self, after: Mapping[int, int], limit: int) -> list[Envelope]:
        """Give up to `limit` entries after a position per part (0 if absent)."""
        positions = [after.get(part, 0) for part in range(PARTITIONS)]
        async with self._engine.connect() as conn:
            rows = (await conn.execute(FEED, {"after": positions, "limit": limit})).all()
        return [Envelope.model_validate(dict(zip(ATTRIBUTES, row, strict=True))) for row in rows]
