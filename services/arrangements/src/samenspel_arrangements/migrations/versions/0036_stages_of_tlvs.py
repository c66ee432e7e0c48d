"""Where a TLV stood, and since when; of those of before that is not known."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    column = sa.Column("stages", JSONB, nullable=False, server_default=sa.text("'[]'::jsonb"))
    op.add_column("tlv", column)


def downgrade() -> None:
    """Drop it."""
    op.drop_column("tlv", "stages")
