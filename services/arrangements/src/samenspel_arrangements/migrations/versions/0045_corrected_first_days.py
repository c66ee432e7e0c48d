"""Why the first day at a next school was corrected; of before there is nothing to tell."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.add_column(
        "transition", sa.Column("moved_because", sa.Text, nullable=False, server_default="")
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_column("transition", "moved_because")
