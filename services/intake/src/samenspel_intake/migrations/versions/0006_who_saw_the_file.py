"""Who saw which pupil's file."""

from samenspel_platform import access_log

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None

SERVICE = "intake"


def upgrade() -> None:
    """Make the log."""
    access_log.install(service=SERVICE)


def downgrade() -> None:
    """Drop it."""
    access_log.remove()
