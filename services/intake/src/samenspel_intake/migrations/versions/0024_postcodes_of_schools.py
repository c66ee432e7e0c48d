"""Schools keep the digits of their postcode; those of before get them with their next register."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty: a register that fills it in tells others of it too."""
    op.add_column("school", sa.Column("postcode4", sa.Text))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("school", "postcode4")
