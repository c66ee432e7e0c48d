"""The handovers that await their answer are found without reading the others."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NAME = "handover_open_ix"


def upgrade() -> None:
    """Make the index; it takes a moment."""
    op.execute(
        "-- squawk-ignore require-concurrent-index-creation\n"
        f"CREATE INDEX {NAME} ON handover (alliance_id, support_request_id)"
        " WHERE settled_at IS NULL AND answered_at IS NULL"
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_index(NAME, "handover")
