"""Run by alembic."""

from samenspel_notifications.persistence.tables import Base
from samenspel_platform.migrating import run_migrations

run_migrations(Base.metadata)
