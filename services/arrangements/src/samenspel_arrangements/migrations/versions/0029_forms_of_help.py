"""What a kind of granted help needs beside its description."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; help of before has none."""
    op.add_column("arrangement", sa.Column("form", JSONB))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("arrangement", "form")
