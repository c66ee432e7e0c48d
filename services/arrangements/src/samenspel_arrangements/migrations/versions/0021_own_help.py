"""What schools arrange by themselves, up to which limits, and of which unit a school is."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

SERVICE = "arrangements"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; the unit of a school comes with the next word of it."""
    op.add_column("school_directory", sa.Column("unit_id", sa.Uuid))
    op.create_table(
        "own_help",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("event_seq", sa.Integer, nullable=False),
        sa.Column("school_id", sa.Uuid, nullable=False),
        sa.Column("school_year", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("started_on", sa.Date, nullable=False),
        sa.Column("children", sa.Integer, nullable=False),
        sa.Column("amount_cents", sa.BigInteger, nullable=False),
        sa.Column("limit_version", sa.Integer, nullable=False),
        sa.Column("registered_by", sa.Uuid, nullable=False),
        sa.Column("registered_at", MOMENT, nullable=False),
        sa.Column("taken_back_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("own_help_pkey")),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("own_help_amount_check")),
        sa.CheckConstraint("children >= 1", name=op.f("own_help_children_check")),
    )
    for column in ("alliance_id", "unit_id"):
        op.create_index(op.f(f"own_help_{column}_ix"), "own_help", [column])
    op.create_index("own_help_year_ix", "own_help", ["alliance_id", "school_year", "school_id"])
    op.create_table(
        "arranging_limit",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("of_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("limit_cents", sa.BigInteger, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint(
            "alliance_id", "of_id", "version", name=op.f("arranging_limit_pkey")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("arranging_limit_version_check")),
        sa.CheckConstraint("limit_cents > 0", name=op.f("arranging_limit_limit_check")),
        sa.CheckConstraint(
            "num_nonnulls(school_id, unit_id) <= 1",
            name=op.f("arranging_limit_school_or_unit_check"),
        ),
        sa.CheckConstraint(
            "of_id = coalesce(school_id, unit_id, alliance_id)",
            name=op.f("arranging_limit_of_check"),
        ),
    )
    tenant_table("own_help", service=SERVICE)
    tenant_table("arranging_limit", service=SERVICE, app="SELECT, INSERT")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("arranging_limit")
    op.drop_table("own_help")
    op.drop_column("school_directory", "unit_id")
