"""The terms of arrangements, as far as an alliance has its own; which alliances there are."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import public_table, tenant_table

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SERVICE = "arrangements"


def upgrade() -> None:
    """Add them; an alliance is known from the next event of one of its units."""
    op.create_table(
        "rule_record",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("moves_to_working_day", sa.Boolean, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("starts_at", sa.Text, nullable=False, server_default=""),
        sa.Column("counts_back", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("recorded_by", sa.Uuid),
        sa.Column("recorded_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("alliance_id", "key", "version", name="rule_record_pkey"),
        sa.CheckConstraint("value >= 1", name="rule_record_value_check"),
        sa.CheckConstraint(
            "NOT (counts_back AND moves_to_working_day)", name="rule_record_moves_check"
        ),
    )
    tenant_table("rule_record", service=SERVICE)
    op.create_table(
        "alliance_directory",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("id", name="alliance_directory_pkey"),
    )
    public_table("alliance_directory", service=SERVICE, app="SELECT")
    op.execute("INSERT INTO alliance_directory (id) SELECT DISTINCT alliance_id FROM support_case")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("alliance_directory")
    op.drop_table("rule_record")
