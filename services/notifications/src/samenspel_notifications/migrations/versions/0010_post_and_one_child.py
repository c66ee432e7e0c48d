"""Letters on paper, entries that are one child, and items that follow a child to its school."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SERVICE = "notifications"
POSTED = "state, sent_at, row_version"
"""What somebody changes who says that a letter went by post; mails are the worker's."""

ADDRESS = ("organisation", "street", "postcode", "place")


def upgrade() -> None:
    """Add addresses to the directory, a pupil's school to the work list, and the new table."""
    for name in ADDRESS:
        op.add_column("contact_directory", sa.Column(name, sa.Text))
    op.add_column(
        "contact_directory",
        sa.Column("prefers_post", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.add_column("work_pupil", sa.Column("school_id", sa.Uuid))
    op.create_table(
        "merged_pupil",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("into_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", "pupil_id", name="merged_pupil_pkey"),
    )
    tenant_table("merged_pupil", service=SERVICE, app="SELECT")
    op.execute(f"GRANT UPDATE ({POSTED}) ON message TO {SERVICE}_app")


def downgrade() -> None:
    """Drop them; letters to print wait for an e-mail address again."""
    op.execute("UPDATE message SET state = 'waiting-for-address' WHERE state = 'to-print'")
    op.execute(f"REVOKE UPDATE ({POSTED}) ON message FROM {SERVICE}_app")
    op.drop_table("merged_pupil")
    op.drop_column("work_pupil", "school_id")
    for name in ("prefers_post", *ADDRESS):
        op.drop_column("contact_directory", name)
