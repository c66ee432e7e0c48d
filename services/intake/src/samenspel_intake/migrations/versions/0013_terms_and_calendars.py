"""Terms count in more ways; the free days of schools and regions, and who brought them."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SERVICE = "intake"
MOMENT = sa.DateTime(timezone=True)
TABLES = ("holiday_notice", "rule_import", "holiday_region", "free_period")


def upgrade() -> None:
    """Add them; the terms that are there count onwards, and the use case says from when."""
    starts_at = sa.Column("starts_at", sa.Text, nullable=False, server_default="")
    op.add_column("rule_record", starts_at)
    back = sa.Column("counts_back", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("rule_record", back)
    op.add_column("rule_record", sa.Column("recorded_by", sa.Uuid))
    op.add_column("rule_record", sa.Column("recorded_at", MOMENT))
    op.execute(
        "ALTER TABLE rule_record ADD CONSTRAINT rule_record_moves_check"
        " CHECK (NOT (counts_back AND moves_to_working_day)) NOT VALID"
    )
    _free_periods()
    _regions()
    _imports()
    _notices()


def downgrade() -> None:
    """Drop them."""
    for table in TABLES:
        op.drop_table(table)
    for column in ("starts_at", "counts_back", "recorded_by", "recorded_at"):
        op.drop_column("rule_record", column)


def _free_periods() -> None:
    op.create_table(
        "free_period",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("recorded_by", sa.Uuid),
        sa.Column("recorded_at", MOMENT),
        sa.PrimaryKeyConstraint(
            "alliance_id", "kind", "scope", "first_day", name="free_period_pkey"
        ),
        _of_alliance("free_period"),
        sa.CheckConstraint(
            "kind IN ('school-holiday', 'school-day-off', 'equated-day')",
            name="free_period_kind_check",
        ),
        sa.CheckConstraint("last_day >= first_day", name="free_period_days_check"),
    )
    tenant_table("free_period", service=SERVICE, app="SELECT, INSERT, UPDATE, DELETE")


def _regions() -> None:
    op.create_table(
        "holiday_region",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("recorded_by", sa.Uuid),
        sa.Column("recorded_at", MOMENT),
        sa.PrimaryKeyConstraint("alliance_id", "code", name="holiday_region_pkey"),
        _of_alliance("holiday_region"),
        sa.CheckConstraint(
            "region IN ('north', 'central', 'south')", name="holiday_region_region_check"
        ),
    )
    tenant_table("holiday_region", service=SERVICE)


def _imports() -> None:
    op.create_table(
        "rule_import",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("removed", sa.Integer, nullable=False),
        sa.Column("brought_by", sa.Uuid, nullable=False),
        sa.Column("brought_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="rule_import_pkey"),
        _of_alliance("rule_import"),
        sa.CheckConstraint(
            "what IN ('terms', 'free-days', 'holiday-regions')", name="rule_import_what_check"
        ),
    )
    op.create_index("rule_import_brought_ix", "rule_import", ["alliance_id", "brought_at"])
    tenant_table("rule_import", service=SERVICE, app="SELECT, INSERT")


def _notices() -> None:
    op.create_table(
        "holiday_notice",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("item_id", sa.Uuid, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("item_kind", sa.Text, nullable=False),
        sa.Column("holiday", sa.Text, nullable=False),
        sa.Column("holiday_begins_on", sa.Date, nullable=False),
        sa.Column("announced_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT),
        sa.PrimaryKeyConstraint("alliance_id", "item_id", "last_day", name="holiday_notice_pkey"),
        _of_alliance("holiday_notice"),
    )
    tenant_table("holiday_notice", service=SERVICE, app="SELECT")


def _of_alliance(table: str) -> sa.ForeignKeyConstraint:
    name = f"{table}_alliance_id_fkey"
    return sa.ForeignKeyConstraint(["alliance_id"], ["alliance.id"], name=name)
