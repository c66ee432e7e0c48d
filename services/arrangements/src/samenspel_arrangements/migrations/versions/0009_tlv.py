"""TLVs, and the numbers that they are known by for good."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from samenspel_platform.migrating import tenant_table
from samenspel_platform.open_item_columns import open_item_columns

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SERVICE = "arrangements"


def upgrade() -> None:
    """Make the tables; a number that was given is neither changed nor taken away."""
    op.create_table(
        "tlv",
        *open_item_columns("tlv", "ended"),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("case_id", sa.Uuid),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("issuer", sa.Text),
        sa.Column("number", sa.Text),
        sa.Column("starts_on", sa.Date),
        sa.Column("ends_on", sa.Date),
        sa.Column("expert_ids", ARRAY(sa.Uuid), nullable=False),
        sa.Column("application", JSONB),
        sa.Column("suspensions", JSONB, nullable=False),
        sa.Column("set_aside", JSONB, nullable=False),
        sa.Column("objections", JSONB, nullable=False),
        sa.Column("notices", JSONB, nullable=False),
        sa.CheckConstraint(
            "status NOT IN ('granted', 'expired')"
            " OR num_nonnulls(issuer, number, starts_on, ends_on) = 4",
            name=op.f("tlv_granted_has_number_check"),
        ),
    )
    for column in ("alliance_id", "unit_id", "pupil_id", "school_id", "case_id"):
        op.create_index(f"tlv_{column}_ix", "tlv", [column])
    op.create_index("tlv_due_ix", "tlv", ["alliance_id", "next_action_due_on", "id"])
    op.create_index("tlv_number_ix", "tlv", ["alliance_id", "issuer", "number"])
    tenant_table("tlv", service=SERVICE)
    op.create_table(
        "tlv_number",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("tlv_id", sa.Uuid, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("sequence", sa.Integer),
        sa.PrimaryKeyConstraint("alliance_id", "issuer", "number", name="tlv_number_pkey"),
    )
    op.create_index(
        "tlv_number_sequence_ix",
        "tlv_number",
        ["alliance_id", "issuer", "year", "sequence"],
        unique=True,
    )
    tenant_table("tlv_number", service=SERVICE, app="SELECT, INSERT")
    op.execute(f"REVOKE UPDATE, DELETE ON tlv_number FROM {SERVICE}_worker")
    op.create_table(
        "tlv_number_rule",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("pattern", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", name="tlv_number_rule_pkey"),
    )
    tenant_table("tlv_number_rule", service=SERVICE)


def downgrade() -> None:
    """Drop them."""
    for table in ("tlv_number_rule", "tlv_number", "tlv"):
        op.drop_table(table)
