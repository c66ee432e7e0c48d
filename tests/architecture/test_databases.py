"""What holds for each service's database, asked of PostgreSQL itself."""

from collections.abc import AsyncIterator
from importlib import import_module

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData
from sqlalchemy.schema import SchemaItem

from samenspel_platform.database import create_engine
from samenspel_platform.migrating import configuration, downgrade, upgrade
from samenspel_testkit.plugin import DatabaseFactory

NOT_OF_A_SERVICE = {
    "alembic_version",
    "idempotency_key",
    "access_grant",
    "session_end",
    "access_log",
}
"""Tables that a library makes in each service's database."""
PUBLIC_FACTS = "names of schools and units, which anyone may know"
OUTSIDE_THE_WALL = {
    "intake": {
        "alliance": PUBLIC_FACTS,
        "unit": PUBLIC_FACTS,
        "school": PUBLIC_FACTS,
        "school_location": "the register of the ministry, for all alliances",
        "log_in_code": "who asks a code is of no alliance yet; hashes only",
        "passkey_challenge": "who signs it is of no alliance yet; random numbers only",
        "try_count": "counts by hashes of addresses and networks",
        "used_assertion": "what a system signed may be of any alliance; digests only",
        "log_in_attempt": "who logs in is of no alliance yet; digests of random secrets only",
        "log_in_key": "keyed hashes and ids; who logs in is found before the alliance is known",
    },
    "arrangements": {
        "alliance_directory": "ids of alliances; a worker goes over all of them",
        "school_directory": PUBLIC_FACTS,
        "unit_directory": PUBLIC_FACTS,
    },
    "notifications": {"delivery_due": "ids and moments; a worker finds work of all alliances"},
    "reporting": {},
}
"""Tables without row-level security, and why."""

TABLES = """
    SELECT n.nspname AS schema, c.relname AS name, c.relrowsecurity AS secured,
           pg_get_userbyid(c.relowner) AS owner,
           (SELECT bool_and(coalesce(p.qual, '') LIKE '%app.alliance%'
                            AND coalesce(p.with_check, '') LIKE '%app.alliance%')
              FROM pg_policies p WHERE p.schemaname = n.nspname AND p.tablename = c.relname
           ) AS by_alliance
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
"""


@pytest.fixture
async def connection(
    service: str, service_databases: DatabaseFactory
) -> AsyncIterator[asyncpg.Connection]:
    urls = await service_databases(service)
    opened = await asyncpg.connect(urls.owner_url)
    yield opened
    await opened.close()


async def test_every_table_is_walled_by_alliance_but_for_a_short_list(
    service: str, connection: asyncpg.Connection
) -> None:
    tables = [t for t in await connection.fetch(TABLES) if t["schema"] != "bus"]

    open_ = {t["name"] for t in tables if not t["secured"]} - {"alembic_version"}
    assert open_ == set(OUTSIDE_THE_WALL[service])
    unruled = {t["name"] for t in tables if t["secured"] and not t["by_alliance"]}
    assert unruled == set()


async def test_the_owner_owns_all_tables(service: str, connection: asyncpg.Connection) -> None:
    owners = {table["owner"] for table in await connection.fetch(TABLES)}

    assert owners == {f"{service}_owner"}


async def test_no_role_is_above_the_wall(service: str, connection: asyncpg.Connection) -> None:
    roles = [f"{service}_{kind}" for kind in ("owner", "app", "worker", "feed")]
    above = await connection.fetch(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY($1) AND (rolsuper OR rolbypassrls"
        " OR rolcreaterole OR rolcreatedb)",
        roles,
    )
    members = await connection.fetch(
        "SELECT rolname FROM pg_roles"
        " WHERE rolname = ANY($1) AND pg_has_role(oid, $2::name, 'MEMBER')",
        roles[1:],
        roles[0],
    )

    assert (above, members) == ([], [])


async def test_the_app_can_not_change_the_structure(
    service: str, service_databases: DatabaseFactory
) -> None:
    urls = await service_databases(service)
    for url in (urls.app_url, urls.worker_url, urls.feed_url):
        connection = await asyncpg.connect(url)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("CREATE TABLE public.mine (id int)")
        await connection.close()


def test_there_is_one_newest_migration(service: str) -> None:
    script = ScriptDirectory.from_config(configuration(f"samenspel_{service}"))

    assert len(script.get_heads()) == 1


async def test_migrations_go_up_and_down_and_up(
    service: str, empty_database: DatabaseFactory
) -> None:
    urls, package = await empty_database(service), f"samenspel_{service}"
    await upgrade(package, urls.owner_url)
    await downgrade(package, urls.owner_url)

    connection = await asyncpg.connect(urls.owner_url)
    left = {table["name"] for table in await connection.fetch(TABLES)}
    await connection.close()

    assert left <= {"alembic_version"}
    await upgrade(package, urls.owner_url)


def metadata_of(service: str) -> MetaData:
    """Give the metadata of a service's tables."""
    import_module(f"samenspel_{service}.bootstrap")  # which knows all modules that have tables
    tables = import_module(f"samenspel_{service}.persistence.tables")
    metadata: MetaData = tables.Base.metadata if hasattr(tables, "Base") else tables.metadata
    return metadata


async def test_the_models_are_what_the_migrations_make(
    service: str, service_databases: DatabaseFactory
) -> None:
    engine = create_engine((await service_databases(service)).owner_url)

    def of_the_service(
        item: SchemaItem, name: str | None, kind: str, reflected: bool, other: SchemaItem | None
    ) -> bool:
        return not (kind == "table" and name in NOT_OF_A_SERVICE)

    def compare(connection: Connection) -> list[object]:
        options = {
            "compare_type": True,
            "compare_server_default": True,
            "include_object": of_the_service,
        }
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata_of(service)))

    async with engine.connect() as connection:
        differences = await connection.run_sync(compare)
    await engine.dispose()

    assert differences == []
