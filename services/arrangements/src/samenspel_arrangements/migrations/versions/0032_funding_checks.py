"""Lists of what is funded that were compared with TLVs; each is kept."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table
from samenspel_platform.open_item_columns import open_item_columns

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

SERVICE = "arrangements"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "funding_check",
        *open_item_columns("funding_check", "settled", "taken-back"),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("made_by", sa.Uuid, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lines", sa.Integer, nullable=False),
        sa.Column("agreeing", sa.Integer, nullable=False),
        sa.Column("differing", sa.Integer, nullable=False),
        sa.Column("unsettled", sa.Integer, nullable=False),
        sa.Column("differences", JSONB, nullable=False),
    )
    for column in ("alliance_id", "unit_id"):
        op.create_index(f"funding_check_{column}_ix", "funding_check", [column])
    op.create_index("funding_check_made_ix", "funding_check", ["alliance_id", "made_at"])
    tenant_table("funding_check", service=SERVICE)


def downgrade() -> None:
    """Drop it."""
    op.drop_table("funding_check")
