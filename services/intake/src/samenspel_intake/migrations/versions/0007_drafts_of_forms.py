"""What a person typed in a form and did not send yet."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SERVICE = "intake"


def upgrade() -> None:
    """Make the table; the worker's clean-up crosses alliances, which row-level security forbids."""
    op.create_table(
        "form_draft",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("fields", JSONB),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", "person_id", "form", name="form_draft_pkey"),
    )
    op.create_index("form_draft_kept_at_ix", "form_draft", ["kept_at"])
    tenant_table("form_draft", service=SERVICE)
    op.execute("""
        CREATE FUNCTION forget_form_drafts(before timestamptz) RETURNS bigint LANGUAGE sql
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
            WITH gone AS (DELETE FROM form_draft WHERE kept_at < before RETURNING 1)
            SELECT count(*) FROM gone $$""")
    op.execute("REVOKE ALL ON FUNCTION forget_form_drafts(timestamptz) FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION forget_form_drafts(timestamptz) TO {SERVICE}_worker")


def downgrade() -> None:
    """Drop it; what was typed and not sent goes."""
    op.execute("DROP FUNCTION forget_form_drafts(timestamptz)")
    op.drop_table("form_draft")
