"""Integration: databases and roles of a service on a real server."""

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from samenspel_platform.database import driver_url
from samenspel_platform.provisioning import provision
from samenspel_testkit.plugin import DatabaseFactory


async def ask(url: str, query: str) -> object:
    engine = create_async_engine(driver_url(url))
    try:
        async with engine.connect() as conn:
            return await conn.scalar(text(query))
    finally:
        await engine.dispose()


async def test_no_role_is_above_the_walls(empty_database: DatabaseFactory) -> None:
    urls = await empty_database("toy")
    for url in (urls.owner_url, urls.app_url, urls.worker_url, urls.feed_url):
        query = "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
        assert await ask(url, query) is False


async def test_only_the_owner_may_make_tables(empty_database: DatabaseFactory) -> None:
    urls = await empty_database("toy")
    for url in (urls.app_url, urls.worker_url, urls.feed_url):
        assert await ask(url, "SELECT has_schema_privilege('public', 'CREATE')") is False
    assert await ask(urls.owner_url, "SELECT has_schema_privilege('public', 'CREATE')") is True


async def test_a_service_cannot_enter_the_database_of_another(
    empty_database: DatabaseFactory,
) -> None:
    toy, other = await empty_database("toy"), await empty_database("other")
    database = driver_url(other.app_url).database
    for url in (toy.app_url, toy.worker_url, toy.feed_url, toy.owner_url):
        wrong = driver_url(url).set(database=database).render_as_string(hide_password=False)
        with pytest.raises((DBAPIError, asyncpg.PostgresError), match="permission denied"):
            await ask(wrong, "SELECT 1")


async def test_it_may_be_done_again(postgres_admin_url: str) -> None:
    for _ in range(2):
        urls = await provision(
            postgres_admin_url, "again", database="again", password=lambda role: f"secret-{role}"
        )
        assert await ask(urls.app_url, "SELECT current_user") == "again_app"
