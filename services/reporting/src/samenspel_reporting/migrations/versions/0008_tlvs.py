"""TLVs have lines of their own: what was asked, what was decided, and whether in time."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SERVICE = "reporting"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "tlv",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("school_id", sa.Uuid),
        sa.Column("origin", sa.String),
        sa.Column("kind", sa.String),
        sa.Column("received_on", sa.Date),
        sa.Column("outcome", sa.String),
        sa.Column("granted_kind", sa.String),
        sa.Column("decided_on", sa.Date),
        sa.Column("decide_by", sa.Date),
        sa.Column("days_suspended", sa.Integer),
        sa.Column("starts_on", sa.Date),
        sa.Column("ends_on", sa.Date),
        sa.Column("letter_by", sa.Date),
        sa.Column("expired_on", sa.Date),
        sa.Column("objected_on", sa.Date),
        sa.Column("objection_outcome", sa.String),
        sa.Column("ended_as", sa.String),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="tlv_pkey"),
    )
    op.create_index("tlv_by_unit_ix", "tlv", ["alliance_id", "unit_id", "decided_on"])
    tenant_table("tlv", service=SERVICE)


def downgrade() -> None:
    """Forget it; a rebuild brings it back."""
    op.drop_table("tlv")
