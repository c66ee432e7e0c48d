"""Counts of events, so that a reader notices what it missed."""

from alembic import op

from samenspel_messaging import schema

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SERVICE = "intake"


def upgrade() -> None:
    """Add them."""
    schema.install_v2(op.execute, service=SERVICE)


def downgrade() -> None:
    """Remove them."""
    schema.remove_v2(op.execute, service=SERVICE)
