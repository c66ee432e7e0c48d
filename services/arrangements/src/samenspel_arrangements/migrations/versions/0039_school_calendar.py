"""The days on which schools are free, as intake tells them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

TABLE, SCHOOL = "school_calendar", "school_directory"


def upgrade() -> None:
    """Make the table; schools get the codes by which their holidays go when they are told anew."""
    op.create_table(
        TABLE,
        sa.Column("calendar_id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("free_days", JSONB, nullable=False),
        sa.Column("regions", JSONB, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("calendar_id", name=op.f("school_calendar_pkey")),
    )
    op.create_index(op.f(f"{TABLE}_alliance_id_ix"), TABLE, ["alliance_id"])
    tenant_table(TABLE, service="arrangements")
    for column in ("location_code", "municipality_code"):
        op.add_column(SCHOOL, sa.Column(column, sa.Text))


def downgrade() -> None:
    """Drop them."""
    for column in ("location_code", "municipality_code"):
        op.drop_column(SCHOOL, column)
    op.drop_table(TABLE)
