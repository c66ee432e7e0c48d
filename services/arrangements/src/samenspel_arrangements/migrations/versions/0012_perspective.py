"""The shared perspective of a case, and the parents who are asked whether they share it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table
from samenspel_platform.open_item_columns import open_item_columns

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SERVICE, TABLE, PARENTS = "arrangements", "shared_perspective", "parent_directory"


def upgrade() -> None:
    """Make the tables; requests only read who the parents are."""
    op.create_table(
        TABLE,
        *open_item_columns(TABLE, "ended"),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("support_request_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("phase", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("versions", JSONB, nullable=False),
        sa.Column("positions", JSONB, nullable=False),
        sa.UniqueConstraint("case_id", name=f"{TABLE}_case_id_key"),
        sa.CheckConstraint(
            "version = jsonb_array_length(versions)", name=op.f(f"{TABLE}_versions_check")
        ),
        sa.CheckConstraint(
            "(status = 'awaited') <= (version = 0)", name=op.f(f"{TABLE}_written_check")
        ),
    )
    for column in ("alliance_id", "unit_id", "pupil_id"):
        op.create_index(f"{TABLE}_{column}_ix", TABLE, [column])
    tenant_table(TABLE, service=SERVICE)
    op.create_table(
        PARENTS,
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("has_authority", sa.Boolean, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("contact_id", name=f"{PARENTS}_pkey"),
    )
    op.create_index(f"{PARENTS}_pupil_id_ix", PARENTS, ["pupil_id"])
    tenant_table(PARENTS, service=SERVICE, app="SELECT")


def downgrade() -> None:
    """Drop them."""
    op.drop_table(PARENTS)
    op.drop_table(TABLE)
