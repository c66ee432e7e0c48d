"""A database server that drops sessions."""

import asyncio

import asyncpg

from samenspel_testkit.postgres import PostgresServer

DROP_ONE = """
    SELECT pg_terminate_backend(pid) FROM (
        SELECT pid FROM pg_stat_activity
        WHERE usename ~ '^(intake|reporting)_(app|worker|feed)$'
        ORDER BY random() LIMIT 1) AS victim
"""


async def drop_sessions(server: PostgresServer, times: int) -> int:
    """End random sessions, five in a second; gives how many it were."""
    admin = await asyncpg.connect(server.admin_url)
    try:
        dropped = 0
        for _ in range(times):
            await asyncio.sleep(0.2)
            dropped += len(await admin.fetch(DROP_ONE))
        return dropped
    finally:
        await admin.close()
