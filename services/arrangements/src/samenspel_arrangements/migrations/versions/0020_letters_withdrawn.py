"""A letter that is not made any more, because its child died."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add since when."""
    op.add_column("letter", sa.Column("withdrawn_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Drop it; a letter that was withdrawn would be made."""
    op.drop_column("letter", "withdrawn_at")
