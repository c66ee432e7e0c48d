"""Who acts for whom on which days, so that work shows to both."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

SERVICE = "notifications"
TABLE = "work_stand_in"


def upgrade() -> None:
    """Make the table; requests may only read it."""
    op.create_table(
        TABLE,
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("deputy_id", sa.Uuid, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint(
            "alliance_id", "person_id", "deputy_id", "first_day", name="work_stand_in_pkey"
        ),
    )
    op.create_index("work_stand_in_deputy_ix", TABLE, ["alliance_id", "deputy_id"])
    tenant_table(TABLE, service=SERVICE, app="SELECT")


def downgrade() -> None:
    """Drop it."""
    op.drop_table(TABLE)
