"""Lists of messages and of work come out of an index; looks at files are forgotten in time."""

from alembic import op

from samenspel_platform import access_log

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SERVICE = "notifications"
INDEXES = {
    "message_newest_ix": "message (alliance_id, created_at, id)",
    "work_item_ending_ix": "work_item (alliance_id, due_on) WHERE case_id IS NOT NULL",
}


def upgrade() -> None:
    """Make the indexes; check the letters of before the check. It takes a moment."""
    for name, of in INDEXES.items():
        op.execute(
            f"-- squawk-ignore require-concurrent-index-creation\nCREATE INDEX {name} ON {of}"
        )
    op.execute(
        "-- squawk-ignore constraint-missing-not-valid\n"
        "ALTER TABLE mailing VALIDATE CONSTRAINT mailing_to_whom_check"
    )
    access_log.install_forgetting(service=SERVICE)


def downgrade() -> None:
    """Drop them; nothing is forgotten any more."""
    access_log.remove_forgetting()
    for name, of in INDEXES.items():
        op.drop_index(name, of.partition(" ")[0])
