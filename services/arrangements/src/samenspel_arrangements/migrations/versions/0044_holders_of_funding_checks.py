"""The name of the person who holds a funding check, for screens; of before it is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.add_column("funding_check", sa.Column("holder_name", sa.Text, nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("funding_check", "holder_name")
