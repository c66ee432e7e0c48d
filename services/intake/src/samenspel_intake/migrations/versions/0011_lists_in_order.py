"""What is open comes out of an index in its order; looks at files are forgotten in time."""

from alembic import op

from samenspel_platform import access_log

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

SERVICE = "intake"
OPEN = "support_request_open_ix"


def upgrade() -> None:
    """Make the index; check the contacts of before the check. It takes a moment."""
    op.execute(
        "-- squawk-ignore require-concurrent-index-creation\n"
        f"CREATE INDEX {OPEN} ON support_request"
        " (alliance_id, response_last_day, next_action_due_on, id)"
        " WHERE next_action_due_on IS NOT NULL"
    )
    op.execute(
        "-- squawk-ignore constraint-missing-not-valid\n"
        "ALTER TABLE contact VALIDATE CONSTRAINT contact_of_whom_check"
    )
    access_log.install_forgetting(service=SERVICE)


def downgrade() -> None:
    """Drop it; nothing is forgotten any more."""
    access_log.remove_forgetting()
    op.drop_index(OPEN, "support_request")
