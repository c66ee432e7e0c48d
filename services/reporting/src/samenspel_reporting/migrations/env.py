"""What alembic runs."""

from samenspel_platform.migrating import run_migrations
from samenspel_reporting.persistence.tables import Base

run_migrations(Base.metadata)
