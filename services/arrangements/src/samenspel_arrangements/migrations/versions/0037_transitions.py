"""A child goes on to its next school."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table
from samenspel_platform.open_item_columns import open_item_columns

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

SERVICE, TABLE = "arrangements", "transition"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        TABLE,
        *open_item_columns(TABLE, "ended"),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("to_school_id", sa.Uuid),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("contents", JSONB, nullable=False),
        sa.Column("consent", JSONB, nullable=False),
        sa.Column("declined", sa.Text, nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
    )
    for column in ("alliance_id", "unit_id", "case_id", "pupil_id", "to_school_id"):
        op.create_index(f"{TABLE}_{column}_ix", TABLE, [column])
    op.create_index(
        f"{TABLE}_one_open_ix",
        TABLE,
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("status <> 'ended'"),
    )
    tenant_table(TABLE, service=SERVICE)


def downgrade() -> None:
    """Drop it."""
    op.drop_table(TABLE)
