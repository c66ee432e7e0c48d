"""Compares tables in use with rebuilt ones by count and checksum, whatever the order of the rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from samenspel_messaging.rebuild_tables import LIVE

# An owner sees the rows of every alliance; should that ever change, this is an error.
SEE_ALL = text("SET LOCAL row_security = off")
CHECKSUM = text("""
    SELECT format('SELECT count(*) AS rows, coalesce(sum(hashtextextended(t::text, 0)), 0) AS hash'
        ' FROM %I.%I AS t', CAST(:schema AS text), CAST(:name AS text))
""")
DIFFERING = text("""
    SELECT format('SELECT count(*) FROM (SELECT t::text FROM %1$I.%3$I AS t EXCEPT ALL'
        ' SELECT t::text FROM %2$I.%3$I AS t) AS rest',
        CAST(:one AS text), CAST(:other AS text), CAST(:name AS text))
""")


@dataclass(frozen=True, slots=True)
class Checksum:
    """How many rows, and the sum of their 64-bit hashes."""

    rows: int
    hash: int

    def __str__(self) -> str:
        return f"{self.hash % 2**64:016x}"


@dataclass(frozen=True, slots=True)
class Compared:
    """A table in use beside the rebuilt one; a row that changed is counted on both sides."""

    table: str
    live: Checksum
    green: Checksum
    only_live: int = 0
    only_green: int = 0

    @property
    def equal(self) -> bool:
        """Whether they hold the same rows."""
        return self.live == self.green


async def compare(conn: AsyncConnection, green: str, tables: Sequence[str]) -> list[Compared]:
    """Compare tables with their copies in schema `green`, as this transaction sees them."""
    await conn.execute(SEE_ALL)
    return [await _compared(conn, green, table) for table in tables]


async def _compared(conn: AsyncConnection, green: str, table: str) -> Compared:
    live_sum, green_sum = await _sum(conn, LIVE, table), await _sum(conn, green, table)
    if live_sum == green_sum:
        return Compared(table, live_sum, green_sum)
    only_live = await _only_in(conn, LIVE, green, table)
    only_green = await _only_in(conn, green, LIVE, table)
    return Compared(table, live_sum, green_sum, only_live, only_green)


async def _sum(conn: AsyncConnection, schema: str, table: str) -> Checksum:
    query = await conn.scalar(CHECKSUM, {"schema": schema, "name": table})
    row = (await conn.exec_driver_sql(str(query))).one()
    return Checksum(int(row.rows), int(row.hash))


async def _only_in(conn: AsyncConnection, one: str, other: str, table: str) -> int:
    query = await conn.scalar(DIFFERING, {"one": one, "other": other, "name": table})
    return int((await conn.exec_driver_sql(str(query))).scalar_one())
