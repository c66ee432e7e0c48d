"""Granted help has lines of its own: how long, looked at when, how it stopped."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SERVICE = "reporting"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "help",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("school_id", sa.Uuid),
        sa.Column("starts_on", sa.Date),
        sa.Column("first_end_on", sa.Date),
        sa.Column("planned_end_on", sa.Date),
        sa.Column("started_on", sa.Date),
        sa.Column("ended_on", sa.Date),
        sa.Column("end_reason", sa.String),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="help_pkey"),
    )
    op.create_index("help_by_unit_ix", "help", ["alliance_id", "unit_id", "planned_end_on"])
    tenant_table("help", service=SERVICE)
    op.create_table(
        "help_stretch",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("help_id", sa.Uuid, nullable=False),
        sa.Column("evaluation_id", sa.Uuid),
        sa.Column("granted_on", sa.Date, nullable=False),
        sa.Column("evaluation_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="help_stretch_pkey"),
    )
    op.create_index("help_stretch_of_ix", "help_stretch", ["alliance_id", "help_id"])
    tenant_table("help_stretch", service=SERVICE)
    op.create_table(
        "help_evaluation",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("help_id", sa.Uuid, nullable=False),
        sa.Column("evaluated_on", sa.Date, nullable=False),
        sa.Column("works", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="help_evaluation_pkey"),
    )
    op.create_index(
        "help_evaluation_of_ix", "help_evaluation", ["alliance_id", "help_id", "evaluated_on"]
    )
    tenant_table("help_evaluation", service=SERVICE)


def downgrade() -> None:
    """Forget them; a rebuild brings them back."""
    for table in ("help_evaluation", "help_stretch", "help"):
        op.drop_table(table)
