"""Fresh databases, each a copy of a template that is migrated once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import asyncpg

from samenspel_platform.migrating import upgrade
from samenspel_platform.provisioning import ROLES, ServiceUrls, provision, service_urls

LOCK = 7_265_368  # arbitrary; roles are per server, and two test runs may share one


def password_of(role: str) -> str:
    """Give the password of a role; the same in every run, as runs may share a server."""
    return f"test-{role}"


class Databases:
    """Makes databases on one server and drops them again."""

    def __init__(self, admin_url: str) -> None:
        self._admin_url = admin_url
        self._templates: dict[str, str] = {}
        self._with_roles: set[str] = set()

    async def migrated(self, service: str) -> tuple[str, ServiceUrls]:
        """Make a database with the service's tables; gives its name too."""
        template = self._templates.get(service)
        if template is None:
            template = f"template_{service}_{uuid4().hex[:8]}"
            urls = await self._provision(service, template)
            await upgrade(f"samenspel_{service}", urls.owner_url)
            self._templates[service] = template
        return await self._make(service, template)

    async def empty(self, service: str) -> tuple[str, ServiceUrls]:
        """Make a database with the four roles of a service and nothing in it."""
        return await self._make(service, None)

    async def copied(self, service: str, source: str) -> tuple[str, ServiceUrls]:
        """Make a copy of a database of this service that nobody is connected to."""
        return await self._make(service, source)

    async def drop(self, *names: str) -> None:
        """Drop databases, also when someone is connected."""
        async with self._admin() as admin:
            for name in names:
                await admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    async def drop_templates(self) -> None:
        """Drop what `migrated` copies from."""
        await self.drop(*self._templates.values())
        self._templates.clear()

    async def _make(self, service: str, template: str | None) -> tuple[str, ServiceUrls]:
        name = f"t_{service}_{uuid4().hex[:12]}"
        if service not in self._with_roles and template is None:
            return name, await self._provision(service, name)
        roles = ", ".join(f'"{service}_{kind}"' for kind in ROLES)
        async with self._admin() as admin:
            await admin.execute(
                f'CREATE DATABASE "{name}" TEMPLATE "{template or "template1"}" '
                # not by way of the log: servers for tests lose nothing by a checkpoint
                f'STRATEGY FILE_COPY OWNER "{service}_owner"'
            )
            await admin.execute(  # as `provision` does; the roles are there, and are the slow part
                f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC; '
                f'GRANT CONNECT ON DATABASE "{name}" TO {roles}'
            )
        return name, service_urls(self._admin_url, service, database=name, password=password_of)

    async def _provision(self, service: str, database: str) -> ServiceUrls:
        async with self._admin() as admin:
            await admin.execute("SELECT pg_advisory_lock($1)", LOCK)
            urls = await provision(
                self._admin_url, service, database=database, password=password_of
            )
        self._with_roles.add(service)
        return urls

    @asynccontextmanager
    async def _admin(self) -> AsyncIterator[asyncpg.Connection]:
        connection = await asyncpg.connect(self._admin_url)
        try:
            yield connection
        finally:
            await connection.close()
