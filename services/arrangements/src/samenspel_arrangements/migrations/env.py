"""What alembic runs."""

from samenspel_arrangements.persistence.tables import Base
from samenspel_platform.migrating import run_migrations

run_migrations(Base.metadata)
