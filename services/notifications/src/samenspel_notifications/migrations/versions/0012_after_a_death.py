"""What nothing is told about any more, because a child died."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SERVICE = "notifications"
TABLE = "silenced"


def upgrade() -> None:
    """Make the table; requests may only read it."""
    op.create_table(
        TABLE,
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("subject_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", "subject_id", name="silenced_pkey"),
    )
    tenant_table(TABLE, service=SERVICE, app="SELECT")


def downgrade() -> None:
    """Drop it."""
    op.drop_table(TABLE)
