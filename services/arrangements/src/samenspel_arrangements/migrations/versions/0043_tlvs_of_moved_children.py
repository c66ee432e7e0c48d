"""Where a child with a TLV was before, and that it left; of those of before nothing is known."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    moves = sa.Column("moves", JSONB, nullable=False, server_default=sa.text("'{}'::jsonb"))
    op.add_column("tlv", moves)


def downgrade() -> None:
    """Drop it."""
    op.drop_column("tlv", "moves")
