"""The name of the person who holds a TLV, for screens; of those of before that is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.add_column("tlv", sa.Column("holder_name", sa.Text, nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("tlv", "holder_name")
