"""Alembic's entry point."""

from samenspel_intake.persistence.tables import Base
from samenspel_platform.migrating import run_migrations

run_migrations(Base.metadata)
