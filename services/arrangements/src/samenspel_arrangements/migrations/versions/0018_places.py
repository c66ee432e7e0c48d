"""What units offer in a school year, and who has a seat there."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from samenspel_platform.migrating import tenant_table

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SERVICE = "arrangements"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "provision",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("event_seq", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("school_year", sa.Integer, nullable=False),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("capacity", sa.Integer, nullable=False),
        sa.Column("waiting", ARRAY(sa.Uuid), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("provision_pkey")),
        sa.UniqueConstraint("id", "capacity", name=op.f("provision_id_capacity_key")),
        sa.CheckConstraint("capacity >= 0", name=op.f("provision_capacity_check")),
    )
    for column in ("alliance_id", "unit_id"):
        op.create_index(op.f(f"provision_{column}_ix"), "provision", [column])
    op.create_index("provision_year_ix", "provision", ["alliance_id", "school_year", "kind"])
    op.create_table(
        "provision_seat",
        sa.Column("provision_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("capacity", sa.Integer, nullable=False),
        sa.Column("placement_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("provision_id", "number", name=op.f("provision_seat_pkey")),
        sa.ForeignKeyConstraint(
            ["provision_id", "capacity"],
            ["provision.id", "provision.capacity"],
            name=op.f("provision_seat_provision_id_capacity_fkey"),
            onupdate="CASCADE",
        ),
        sa.UniqueConstraint("placement_id", name=op.f("provision_seat_placement_id_key")),
        sa.CheckConstraint(
            "number BETWEEN 1 AND capacity", name=op.f("provision_seat_within_capacity_check")
        ),
    )
    tenant_table("provision", service=SERVICE)
    tenant_table("provision_seat", service=SERVICE, app="SELECT, INSERT, UPDATE, DELETE")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("provision_seat")
    op.drop_table("provision")
