"""The servers that everything is measured on: one PostgreSQL, one RabbitMQ, as in production."""

import os
import platform
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
import psutil
from tests.bench.figures import Machine

from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.broker import Broker, bring_users, rabbit_version
from samenspel_testkit.broker_rights import BrokerRights, settings_of_project
from samenspel_testkit.databases import Databases
from samenspel_testkit.postgres import DURABLE, find_postgres, version_of
from samenspel_testkit.rabbit import RabbitServer, find_rabbit
from samenspel_testkit.toys import Toys

ROOT = Path(__file__).parents[2]
MUST_BE_ON = ("fsync", "synchronous_commit", "full_page_writes", "track_commit_timestamp")

LANDED = (
    """CREATE TABLE landed (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        alliance_id uuid NOT NULL, subject uuid NOT NULL, seq bigint NOT NULL)""",
    "ALTER TABLE landed ENABLE ROW LEVEL SECURITY",
    """CREATE POLICY tenant ON landed
        USING (alliance_id = nullif(current_setting('app.alliance', true), '')::uuid)""",
    "GRANT SELECT, INSERT ON landed TO reporting_worker",
)
"""The effect that every contestant has: one row per event."""


class WrongServer(Exception):
    """A given server is not set as in production; measured on it, nothing would say much."""


@dataclass
class Lab:
    """The servers, and worlds on them."""

    admin_url: str
    databases: Databases
    rabbit: RabbitServer
    machine: Machine
    _made: list[str] = field(default_factory=list)

    async def admin(self, sql: str, *values: Any) -> None:
        """Run a statement as administrator."""
        connection = await asyncpg.connect(self.admin_url)
        try:
            await connection.execute(sql, *values)
        finally:
            await connection.close()

    async def empty(self, service: str) -> ServiceUrls:
        """Make a database with a service's roles."""
        return await self._keep(*await self.databases.empty(service))

    async def migrated(self, service: str) -> ServiceUrls:
        """Make a database with a service's tables."""
        return await self._keep(*await self.databases.migrated(service))

    async def _keep(self, name: str, urls: ServiceUrls) -> ServiceUrls:
        self._made.append(name)
        return urls

    @asynccontextmanager
    async def broker(self) -> AsyncIterator[Broker]:
        """Make a virtual host for as long as the block lasts."""
        broker = Broker(self.rabbit, BrokerRights.of_project(ROOT))
        await broker.open()
        try:
            yield broker
        finally:
            await broker.close()

    @asynccontextmanager
    async def toys(self, *, over_broker: bool = True) -> AsyncIterator[Toys]:
        """Make the two toy services, with the table `landed` in the reader's database."""
        async with self.broker() as broker:
            url = broker.url if over_broker else None
            toys = await Toys.make(await self.empty("intake"), await self.empty("reporting"), url)
            try:
                async with toys.engine(toys.reader.owner_url).begin() as conn:
                    for statement in LANDED:
                        await conn.exec_driver_sql(statement)
                yield toys
            finally:
                await toys.close()

    async def close(self) -> None:
        """Remove the databases."""
        await self.databases.drop(*self._made)
        await self.databases.drop_templates()


@asynccontextmanager
async def open_lab() -> AsyncIterator[Lab]:
    """Start the servers; they end with the block, however it ends."""
    postgres = find_postgres(DURABLE)
    try:
        rabbit = find_rabbit(settings_of_project(ROOT))
        try:
            machine = await _describe(postgres.admin_url, postgres.origin, rabbit)
            await _refuse_fast_servers(postgres.admin_url)
            await bring_users(rabbit, BrokerRights.of_project(ROOT))
            lab = Lab(postgres.admin_url, Databases(postgres.admin_url), rabbit, machine)
            try:
                yield lab
            finally:
                await lab.close()
        finally:
            rabbit.close()
    finally:
        postgres.close()


async def _describe(admin_url: str, origin: str, rabbit: RabbitServer) -> Machine:
    return Machine(
        system=platform.platform(),
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory_gib=round(psutil.virtual_memory().total / 2**30, 1),
        python=platform.python_version(),
        postgresql=f"{await version_of(admin_url)} ({origin})",
        rabbitmq=f"{await rabbit_version(rabbit)} ({rabbit.origin})",
    )


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text().splitlines() if described.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


async def _refuse_fast_servers(admin_url: str) -> None:
    connection = await asyncpg.connect(admin_url)
    try:
        for name in MUST_BE_ON:
            value = await connection.fetchval("SELECT current_setting($1)", name)
            if value != "on":
                raise WrongServer(f"PostgreSQL has {name} = {value}; a benchmark needs it on")
    finally:
        await connection.close()
