"""Migrations live inside each service's package, so that an installed service can migrate itself."""

from collections.abc import Callable
from io import StringIO

from alembic import command, context, op
from alembic.config import Config
from sqlalchemy import Connection, MetaData

from samenspel_platform.database import create_engine

TENANT = "alliance_id = nullif(current_setting('app.alliance', true), '')::uuid"

STATEMENT_SECONDS = 900
LIMITS = ("lock_timeout = '5s'", f"statement_timeout = '{STATEMENT_SECONDS}s'")
"""A migration that waits for a lock makes all others wait behind it: rather fail and try again."""


async def upgrade(package: str, owner_url: str, revision: str = "head") -> None:
    """Bring the database of a service (`samenspel_<name>`) to a revision."""
    await _with_connection(owner_url, lambda config: command.upgrade(config, revision), package)


async def downgrade(package: str, owner_url: str, revision: str = "base") -> None:
    """Take the database of a service back to a revision; its data goes with the tables."""
    await _with_connection(owner_url, lambda config: command.downgrade(config, revision), package)


def as_sql(package: str) -> str:
    """Write all migrations of a service as SQL, without a database."""
    out = StringIO()
    config = configuration(package)
    config.output_buffer = out
    command.upgrade(config, "head", sql=True)
    return out.getvalue()


def configuration(package: str) -> Config:
    """Give alembic's configuration of a service's migrations."""
    config = Config()
    config.set_main_option("script_location", f"{package}:migrations")
    config.set_main_option("path_separator", "os")
    return config


async def _with_connection(owner_url: str, run: Callable[[Config], None], package: str) -> None:
    engine = create_engine(
        owner_url,
        pool_size=1,
        application_name="samenspel-migrate",
        command_timeout=STATEMENT_SECONDS + 60,  # the server's limit comes first
    )

    def with_it(connection: Connection) -> None:
        config = configuration(package)
        config.attributes["connection"] = connection
        run(config)

    try:
        async with engine.begin() as conn:
            await conn.run_sync(with_it)
    finally:
        await engine.dispose()


def run_migrations(metadata: MetaData) -> None:
    """Run what alembic asks for; the whole `env.py` of every service."""
    if context.is_offline_mode():
        context.configure(dialect_name="postgresql", target_metadata=metadata, literal_binds=True)
    else:
        connection = context.config.attributes["connection"]
        context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        for limit in LIMITS:
            context.execute(f"SET {limit}")
        context.run_migrations()


def tenant_table(table: str, *, service: str, app: str = "SELECT, INSERT, UPDATE") -> None:
    """Let a table's rows be seen and written only within their alliance (row-level security).

    The table has a column `alliance_id`; `app` is what the app role may do, the worker may also
    delete.
    """
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON {table} USING ({TENANT}) WITH CHECK ({TENANT})")
    public_table(table, service=service, app=app)


def public_table(table: str, *, service: str, app: str = "SELECT, INSERT, UPDATE") -> None:
    """Grant a table that holds public facts only (schools, units); it has no tenant."""
    op.execute(f"GRANT {app} ON {table} TO {service}_app")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {service}_worker")
