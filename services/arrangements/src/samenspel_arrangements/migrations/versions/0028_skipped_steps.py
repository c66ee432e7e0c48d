"""Steps of granted help that were skipped, each with a reason."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

HELP = "arrangement"


def upgrade() -> None:
    """Add them; the default stays, for processes of the release before."""
    none = sa.text("'[]'::jsonb")
    op.add_column(HELP, sa.Column("skipped", JSONB, nullable=False, server_default=none))


def downgrade() -> None:
    """Drop them."""
    op.drop_column(HELP, "skipped")
