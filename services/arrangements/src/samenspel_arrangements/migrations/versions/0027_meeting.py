"""Meetings: who is invited, what is prepared, what was decided and agreed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table
from samenspel_platform.open_item_columns import open_item_columns

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

SERVICE, TABLE = "arrangements", "meeting"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        TABLE,
        *open_item_columns(TABLE, "finished", "cancelled", "stopped"),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("support_request_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("file", JSONB, nullable=False),
    )
    for column in ("alliance_id", "unit_id"):
        op.create_index(f"{TABLE}_{column}_ix", TABLE, [column])
    op.create_index(f"{TABLE}_case_ix", TABLE, ["alliance_id", "case_id", "day"])
    tenant_table(TABLE, service=SERVICE)


def downgrade() -> None:
    """Drop it."""
    op.drop_table(TABLE)
