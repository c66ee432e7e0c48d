"""What granted help is made of, and why it is not given nearer."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

HELP = "arrangement"
OWN_GROUP = '\'{"at": "own-group", "skipped": []}\'::jsonb'


def upgrade() -> None:
    """Add both; help of before is in the own group, and made of nothing that was said.

    The default stays, for processes of the release before.
    """
    op.add_column(
        HELP, sa.Column("ladder", JSONB, nullable=False, server_default=sa.text(OWN_GROUP))
    )
    op.add_column(HELP, sa.Column("composition", JSONB))


def downgrade() -> None:
    """Drop them."""
    op.drop_column(HELP, "composition")
    op.drop_column(HELP, "ladder")
