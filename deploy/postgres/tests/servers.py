"""PostgreSQL servers of the tests' own, as roles are per server and other tests share theirs."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from samenspel_platform.database import driver_url
from samenspel_platform.provisioning import ServiceUrls, service_urls
from samenspel_testkit.postgres import LocalPostgres, version_of
from samenspel_testkit.probes import eventually

ENTER_WITH_PASSWORD = """
host all postgres 127.0.0.1/32 trust
host all all 127.0.0.1/32 scram-sha-256
"""


def password_of(role: str) -> str:
    """Give a password with all that could go wrong on its way through shell, psql and SQL."""
    return f"""{role}'s "pass" $HOME `id` \\ :word %L"""


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server with nothing but what a test makes there."""

    admin_url: str

    @asynccontextmanager
    async def admin(self) -> AsyncIterator[asyncpg.Connection]:
        connection = await asyncpg.connect(self.admin_url)
        try:
            yield connection
        finally:
            await connection.close()

    async def ask(self, query: str) -> set[tuple[object, ...]]:
        async with self.admin() as connection:
            rows = await connection.fetch(query)
        return {tuple(str(value) for value in row.values()) for row in rows}

    async def wants_passwords(self) -> None:
        async with self.admin() as connection:
            _write(await connection.fetchval("SHOW hba_file"), ENTER_WITH_PASSWORD)
            await connection.execute("SELECT pg_reload_conf()")
        stranger = driver_url(self.admin_url).set(drivername="postgresql", username="stranger")

        async def asked_for_a_password() -> bool:
            try:
                await asyncpg.connect(stranger.render_as_string(hide_password=False))
            except asyncpg.InvalidPasswordError:
                return True
            return False

        await eventually(asked_for_a_password, because="the server has read its rules")

    async def change(self, settings: Mapping[str, str]) -> None:
        """Set what can be set while it runs."""
        async with self.admin() as connection:
            for name, value in settings.items():
                await connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            await connection.execute("SELECT pg_reload_conf()")

        async def in_force() -> bool:
            async with self.admin() as connection:
                query = "SELECT lower(name) AS name, setting FROM pg_settings WHERE lower(name) = ANY($1)"
                rows = await connection.fetch(query, list(settings))
            return {row["name"]: row["setting"] for row in rows} == dict(settings)

        await eventually(in_force, because="the server has read its settings")

    async def log(self) -> str:
        async with self.admin() as connection:
            data = Path(await connection.fetchval("SHOW data_directory"))
        return (data.parent / "output.log").read_text()

    def urls(self, service: str) -> ServiceUrls:
        database = f"samenspel_{service}"
        return service_urls(self.admin_url, service, database=database, password=password_of)


def _write(path: str, text: str) -> None:
    Path(path).write_text(text)


def new_server() -> Iterator[Server]:
    local = LocalPostgres()
    try:
        asyncio.run(version_of(local.admin_url))
        yield Server(local.admin_url)
    finally:
        local.close()
