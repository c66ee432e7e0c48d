"""An alliance's calendar, so that other services are told of it."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLE = "school_calendar"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("event_seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("school_calendar_pkey")),
    )
    for column in ("alliance_id", "unit_id"):
        op.create_index(op.f(f"{TABLE}_{column}_ix"), TABLE, [column])
    tenant_table(TABLE, service="intake")


def downgrade() -> None:
    """Drop it."""
    op.drop_table(TABLE)
