"""What units have and use of their money, as ledgers tell it."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SERVICE = "reporting"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "budget",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("school_year", sa.Integer),
        sa.Column("allotted_cents", sa.BigInteger),
        sa.Column("free_cents", sa.BigInteger),
        sa.Column("committed_cents", sa.BigInteger),
        sa.Column("spent_cents", sa.BigInteger),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="budget_pkey"),
    )
    op.create_index("budget_by_unit_ix", "budget", ["alliance_id", "unit_id", "school_year"])
    tenant_table("budget", service=SERVICE)


def downgrade() -> None:
    """Forget them; a rebuild brings them back."""
    op.drop_table("budget")
