"""Makes a service's database and its four roles on a PostgreSQL server.

`<service>_owner` owns and migrates, `_app` serves requests, `_worker` runs the spine and jobs,
`_feed` may only read the event log through one function. None bypasses row-level security, and
none may connect to another service's database.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from samenspel_platform.database import driver_url

ROLES = ("owner", "app", "worker", "feed")


@dataclass(frozen=True, slots=True)
class ServiceUrls:
    """How each role of a service reaches its database."""

    owner_url: str
    app_url: str
    worker_url: str
    feed_url: str


async def provision(
    admin_url: str, service: str, *, database: str, password: Callable[[str], str]
) -> ServiceUrls:
    """Make, or bring up to date, the roles and the database; existing data is left alone.

    `admin_url` is a role that may create roles and databases; `password` gives each role's.
    """
    roles = {kind: f"{service}_{kind}" for kind in ROLES}
    engine = create_async_engine(driver_url(admin_url), isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as conn:
            for role in roles.values():
                await _ensure_role(conn, role, password(role))
            await _ensure_database(conn, database, owner=roles["owner"])
            await _run(conn, "REVOKE ALL ON DATABASE %I FROM PUBLIC", database)
            for role in roles.values():
                await _run(conn, "GRANT CONNECT ON DATABASE %I TO %I", database, role)
    finally:
        await engine.dispose()
    return service_urls(admin_url, service, database=database, password=password)


def service_urls(
    admin_url: str, service: str, *, database: str, password: Callable[[str], str]
) -> ServiceUrls:
    """Give the URLs of a service's roles on the server of `admin_url`."""
    base = driver_url(admin_url).set(drivername="postgresql", database=database)

    def url(kind: str) -> str:
        role = f"{service}_{kind}"
        named = base.set(username=role, password=password(role))
        return named.render_as_string(hide_password=False)

    return ServiceUrls(*(url(kind) for kind in ROLES))


async def _ensure_role(conn: AsyncConnection, role: str, password: str) -> None:
    known = await conn.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :r"), {"r": role})
    if not known:
        await _run(conn, "CREATE ROLE %I LOGIN", role)
    await _run(conn, "ALTER ROLE %I LOGIN PASSWORD %L", role, password)
    member = await conn.scalar(text("SELECT pg_has_role(current_user, :r, 'MEMBER')"), {"r": role})
    if not member:  # a creator without superuser rights must belong to a role to give it things
        await _run(conn, "GRANT %I TO CURRENT_USER", role)


async def _ensure_database(conn: AsyncConnection, database: str, *, owner: str) -> None:
    query = text("SELECT 1 FROM pg_database WHERE datname = :d")
    if not await conn.scalar(query, {"d": database}):
        await _run(conn, "CREATE DATABASE %I OWNER %I", database, owner)


async def _run(conn: AsyncConnection, template: str, *parts: str) -> None:
    """Run a statement that takes no parameters; the server itself quotes the parts."""
    names = ", ".join(f"CAST(:p{n} AS text)" for n in range(len(parts)))
    query = text(f"SELECT format(CAST(:template AS text), {names})")
    values = {f"p{n}": part for n, part in enumerate(parts)}
    statement = await conn.scalar(query, {"template": template, **values})
    await conn.exec_driver_sql(str(statement))
