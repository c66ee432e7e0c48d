"""The timeline of each request and its case."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SERVICE = "arrangements"


def upgrade() -> None:
    """Make the table; requests may only read it."""
    op.create_table(
        "timeline_entry",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("event_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("support_request_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("school_id", sa.Uuid),
        sa.Column("pupil_id", sa.Uuid),
        sa.Column("word", sa.Text),
        sa.Column("due_on", sa.Date),
        sa.Column("ends_on", sa.Date),
        sa.PrimaryKeyConstraint("alliance_id", "event_id", name="timeline_entry_pkey"),
    )
    op.create_index(
        "timeline_entry_request_ix", "timeline_entry", ["alliance_id", "support_request_id", "at"]
    )
    tenant_table("timeline_entry", service=SERVICE, app="SELECT")


def downgrade() -> None:
    """Drop it."""
    op.drop_table("timeline_entry")
