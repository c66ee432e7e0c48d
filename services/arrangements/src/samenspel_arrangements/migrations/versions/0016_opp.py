"""A school's plan for a child (ontwikkelingsperspectief), and what units ask in it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table
from samenspel_platform.open_item_columns import open_item_columns

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SERVICE, TABLE, UNITS = "arrangements", "opp", "opp_unit"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        TABLE,
        *open_item_columns(TABLE, "ended"),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("asks_part_b", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("versions", JSONB, nullable=False),
        sa.Column("evaluations", JSONB, nullable=False),
        sa.Column("disputes", JSONB, nullable=False),
        sa.Column("child_told_on", sa.Date),
        sa.Column("begin_recorded_on", sa.Date),
        sa.Column("end_recorded_on", sa.Date),
        sa.UniqueConstraint("case_id", name=f"{TABLE}_case_id_key"),
        sa.CheckConstraint(
            "version = jsonb_array_length(versions)", name=op.f(f"{TABLE}_versions_check")
        ),
        sa.CheckConstraint(
            "status NOT IN ('in-force', 'adjusting') OR version > 0",
            name=op.f(f"{TABLE}_in_force_check"),
        ),
    )
    for column in ("alliance_id", "unit_id", "pupil_id"):
        op.create_index(f"{TABLE}_{column}_ix", TABLE, [column])
    tenant_table(TABLE, service=SERVICE)
    op.create_table(
        UNITS,
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid, nullable=False),
        sa.Column("asks_part_b", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", "unit_id", name=f"{UNITS}_pkey"),
    )
    tenant_table(UNITS, service=SERVICE)


def downgrade() -> None:
    """Drop them."""
    op.drop_table(UNITS)
    op.drop_table(TABLE)
