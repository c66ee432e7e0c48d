"""Engines and sessions."""

from sqlalchemy import URL, MetaData, make_url
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

NAMING = {
    "ix": "%(table_name)s_%(column_0_N_name)s_ix",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
}


def named_metadata() -> MetaData:
    """Make the metadata of a service's tables; constraint names follow one convention."""
    return MetaData(naming_convention=NAMING)


def driver_url(url: str) -> URL:
    """Give a PostgreSQL URL the driver that we use."""
    return make_url(url).set(drivername="postgresql+asyncpg")


def create_engine(
    url: str,
    *,
    pool_size: int = 8,
    overflow: int | None = None,
    application_name: str = "samenspel",
    command_timeout: float = 60,
    ping: bool = True,
) -> AsyncEngine:
    """Open a pool of connections; a transaction left open is ended by the server after 30 s.

    `overflow` connections more, by default as many again, are opened when all are taken, and closed
    after use; to open one costs the server as much as ten small queries. A statement is given up
    after `command_timeout` seconds. With `ping` a connection is tried before
    it is given; without, whoever gets it bears that it may be gone.
    """
    return create_async_engine(
        driver_url(url),
        pool_size=pool_size,
        max_overflow=pool_size if overflow is None else overflow,
        pool_pre_ping=ping,
        connect_args={
            "command_timeout": command_timeout,
            "timeout": 10,
            "server_settings": {
                "application_name": application_name,
                "idle_in_transaction_session_timeout": "30s",
                "timezone": "UTC",
            },
        },
    )


def sessions_of(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    """Give the sessions of an engine; rows stay readable after the commit."""
    return async_sessionmaker(engine, expire_on_commit=False)
