"""Letters about TLVs, and who writes in an alliance's name."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("letter", sa.Column("tlv_id", sa.Uuid))
    op.create_index("letter_tlv_id_ix", "letter", ["tlv_id"])
    op.create_table(
        "letter_office",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", name="letter_office_pkey"),
    )
    tenant_table("letter_office", service="arrangements")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("letter_office")
    op.drop_index("letter_tlv_id_ix", "letter")
    op.drop_column("letter", "tlv_id")
