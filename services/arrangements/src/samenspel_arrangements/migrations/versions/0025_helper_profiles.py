"""What people say that they can, in which languages and for how long."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from samenspel_platform.migrating import tenant_table

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

PROFILE = "helper_profile"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        PROFILE,
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("event_seq", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("professions", ARRAY(sa.Text), nullable=False),
        sa.Column("expertise", ARRAY(sa.Text), nullable=False),
        sa.Column("languages", ARRAY(sa.Text), nullable=False),
        sa.Column("employment", sa.Text, nullable=False),
        sa.Column("hours", sa.Integer, nullable=False),
        sa.Column("away_until", sa.Date),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("helper_profile_pkey")),
        sa.UniqueConstraint(
            "alliance_id", "person_id", name=op.f("helper_profile_alliance_id_person_id_key")
        ),
        sa.CheckConstraint("hours BETWEEN 0 AND 40", name=op.f("helper_profile_hours_check")),
    )
    for column in ("alliance_id", "unit_id"):
        op.create_index(op.f(f"helper_profile_{column}_ix"), PROFILE, [column])
    tenant_table(PROFILE, service="arrangements")


def downgrade() -> None:
    """Drop it."""
    op.drop_table(PROFILE)
