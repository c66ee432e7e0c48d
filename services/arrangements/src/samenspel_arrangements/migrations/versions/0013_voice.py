"""Voice moments: when a child is heard, and what came of it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table
from samenspel_platform.open_item_columns import open_item_columns

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SERVICE, TABLE = "arrangements", "voice_moment"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        TABLE,
        *open_item_columns(TABLE, "closed"),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("support_request_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("moment", sa.Text, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", JSONB, nullable=False),
        sa.Column("worry", JSONB),
    )
    for column in ("alliance_id", "unit_id"):
        op.create_index(f"{TABLE}_{column}_ix", TABLE, [column])
    for name, column in (("case", "case_id"), ("pupil", "pupil_id")):
        op.create_index(f"{TABLE}_{name}_ix", TABLE, ["alliance_id", column, "opened_at"])
    tenant_table(TABLE, service=SERVICE)


def downgrade() -> None:
    """Drop it."""
    op.drop_table(TABLE)
