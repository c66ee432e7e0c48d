"""Writes what the gates read: each service's OpenAPI document and the SQL of its migrations."""

import asyncio
import re
import sys
from pathlib import Path

import httpx2

from samenspel_platform.migrating import as_sql
from samenspel_platform.process import ServiceProcess
from samenspel_testkit.services import SERVICES, build

OF_ALEMBIC = re.compile(r"^(BEGIN|COMMIT);$|^CREATE TABLE alembic_version .*?;$", re.M | re.S)
"""What alembic adds to our SQL: its transaction, and the table in which it keeps its place."""


async def write(service: str, into: Path) -> None:
    """Write both documents of one service."""
    made, settings = build(service)
    async with ServiceProcess(made, settings) as process:
        transport = httpx2.ASGITransport(process.asgi)
        async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
            answer = await client.get(f"/{service}/v1/openapi.json")
    (into / f"{service}.openapi.json").write_bytes(answer.raise_for_status().content)
    (into / f"{service}.sql").write_text(OF_ALEMBIC.sub("", as_sql(made.package)))


async def main() -> None:
    """Write the documents of all services into the given folder."""
    for service in SERVICES:
        await write(service, Path(sys.argv[1]))


if __name__ == "__main__":
    asyncio.run(main())
