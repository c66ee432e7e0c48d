"""Fills the databases of the services with alliances, as years of work leave them."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg

from samenspel_platform.provisioning import ServiceUrls

TELLING = Path(__file__).parent / "alliance"
WITH_A_LOG_OF_READERS = ("intake", "arrangements", "notifications")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alliance:
    """How large it is; ids in it follow from a kind and a number."""

    id: UUID
    number: str
    cases: int
    units: int = 8
    schools: int = 240
    holders_of_unit: int = 8

    def the(self, kind: str, number: int) -> UUID:
        """Give the id of one of its things, as `history.sql` does."""
        return UUID(
            hashlib.md5(f"{self.id}{kind} {number}".encode(), usedforsecurity=False).hexdigest()
        )

    @property
    def settings(self) -> dict[str, str]:
        """What the SQL asks of it."""
        return {
            "bench.alliance": str(self.id),
            "bench.number": self.number,
            "bench.cases": str(self.cases),
            "bench.units": str(self.units),
            "bench.schools": str(self.schools),
            "bench.holders_of_unit": str(self.holders_of_unit),
        }


async def fill(service: str, urls: ServiceUrls, *alliances: Alliance) -> None:
    """Write the tables of a service for these alliances, as the tables' owner."""
    files = ["history", service, *(["looks"] if service in WITH_A_LOG_OF_READERS else [])]
    connection = await asyncpg.connect(urls.owner_url, command_timeout=300)
    try:
        for alliance in alliances:
            for name, value in alliance.settings.items():
                await connection.execute("SELECT set_config($1, $2, false)", name, value)
            for file in files:
                await connection.execute((TELLING / f"{file}.sql").read_text())
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()
