"""What postgresql.conf sets, and that personal data stays out of PostgreSQL's log."""

import re
from pathlib import Path

import asyncpg
import pytest
from deploy.postgres.tests.servers import Server

from samenspel_testkit.services import SERVICES, build

FILE = Path(__file__).parents[1] / "postgresql.conf"
SETTINGS = dict(re.findall(r"^(\w+) = '?([^'\s#]+)", FILE.read_text(), flags=re.MULTILINE))
ONLY_AT_START = ("listen_addresses", "max_connections")
FOR_OPERATORS = 10
SECRET = "kim@ouders.example"


async def test_what_goes_wrong_is_logged_without_the_values_of_a_row(server: Server) -> None:
    await server.change({k: v for k, v in SETTINGS.items() if k not in ONLY_AT_START})
    async with server.admin() as connection:
        await connection.execute("CREATE TEMP TABLE contact (email text UNIQUE, age int)")
        await connection.execute("INSERT INTO contact VALUES ($1, 7)", SECRET)
        with pytest.raises(asyncpg.UniqueViolationError, match="contact_email_key"):
            await connection.execute("INSERT INTO contact VALUES ($1, 8)", SECRET)
        with pytest.raises(asyncpg.DivisionByZeroError):
            await connection.execute(f"SELECT 1 / 0 WHERE '{SECRET}' <> ''")

    log = await server.log()

    assert 'violates unique constraint "contact_email_key"' in log
    assert "division by zero" in log
    assert SECRET not in log


def test_there_are_connections_for_every_process_of_every_service() -> None:
    services = [build(name) for name in SERVICES]
    api = sum(2 * settings.database.pool_size for _, settings in services)
    worker = sum(2 * (len(s.consumers) + len(s.jobs) + 4) for s, _ in services)

    assert api + 2 * worker + FOR_OPERATORS <= int(SETTINGS["max_connections"])
