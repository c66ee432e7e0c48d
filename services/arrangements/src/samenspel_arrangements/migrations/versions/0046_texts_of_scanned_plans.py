"""What a machine read of the pictures in a school's plan, sealed; of before it is not kept."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.add_column("document_version", sa.Column("text", sa.LargeBinary, nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("document_version", "text")
