"""A group of help has room for so many children, and may be closed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

TABLE = "help_group"


def upgrade() -> None:
    """Add them; groups of before have room for as many as there can be."""
    room = sa.Column("places", sa.SmallInteger, nullable=False, server_default=sa.text("30"))
    op.add_column(TABLE, room)
    op.add_column(TABLE, sa.Column("closed_on", sa.Date))
    op.add_column(TABLE, sa.Column("closure", JSONB))


def downgrade() -> None:
    """Drop them."""
    for column in ("closure", "closed_on", "places"):
        op.drop_column(TABLE, column)
