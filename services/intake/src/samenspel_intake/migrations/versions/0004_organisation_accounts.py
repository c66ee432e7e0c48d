"""Log-in with an organisation's account: attempts under way, and what claims grant."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import public_table, tenant_table

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SERVICE = "intake"


def upgrade() -> None:
    """Make them; an attempt is of no alliance yet, and nothing in it is of use to who reads it."""
    op.create_table(
        "log_in_attempt",
        sa.Column("state_hash", sa.LargeBinary, nullable=False),
        sa.Column("secret_hash", sa.LargeBinary, nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("return_to", sa.Text, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("state_hash", name="log_in_attempt_pkey"),
    )
    op.create_index("log_in_attempt_expires_at_ix", "log_in_attempt", ["expires_at"])
    public_table("log_in_attempt", service=SERVICE, app="SELECT, INSERT, DELETE")
    op.create_table(
        "claim_rule",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("made_by", sa.Uuid, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="claim_rule_pkey"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="claim_rule_unit_id_fkey"),
    )
    op.create_index("claim_rule_alliance_id_ix", "claim_rule", ["alliance_id"])
    tenant_table("claim_rule", service=SERVICE, app="SELECT, INSERT, DELETE")
    op.add_column("role_grant", sa.Column("brought_by", sa.Text))


def downgrade() -> None:
    """Remove them."""
    op.drop_column("role_grant", "brought_by")
    op.drop_table("claim_rule")
    op.drop_table("log_in_attempt")
