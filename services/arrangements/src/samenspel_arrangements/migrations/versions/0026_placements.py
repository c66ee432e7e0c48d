"""The way of a child to a place, and back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table
from samenspel_platform.open_item_columns import open_item_columns

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

SERVICE, TABLE = "arrangements", "placement"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        TABLE,
        *open_item_columns(TABLE, "ended"),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("grounds", JSONB),
        sa.Column("sought_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("provision_id", sa.Uuid),
        sa.CheckConstraint(
            "kind NOT IN ('sbo', 'so') OR grounds IS NOT NULL", name=op.f(f"{TABLE}_grounds_check")
        ),
    )
    for column in ("alliance_id", "unit_id", "case_id", "pupil_id"):
        op.create_index(f"{TABLE}_{column}_ix", TABLE, [column])
    op.create_index(
        f"{TABLE}_one_sought_ix",
        TABLE,
        ["case_id", "kind"],
        unique=True,
        postgresql_where=sa.text("status IN ('sought', 'admitted')"),
    )
    tenant_table(TABLE, service=SERVICE)


def downgrade() -> None:
    """Drop it."""
    op.drop_table(TABLE)
