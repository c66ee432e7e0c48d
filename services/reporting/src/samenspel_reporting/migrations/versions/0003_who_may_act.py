"""Who may act, as intake tells it."""

from samenspel_platform.access import AccessProjection

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SERVICE = "reporting"
ACCESS = AccessProjection(keeps_pupils=False)


def upgrade() -> None:
    """Make its tables."""
    ACCESS.install(service=SERVICE)


def downgrade() -> None:
    """Drop them."""
    ACCESS.remove()
