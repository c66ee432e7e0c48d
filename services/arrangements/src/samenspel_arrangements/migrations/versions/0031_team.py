"""Who works together in a case."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

CASE = "support_case"


def upgrade() -> None:
    """Add it; the default stays, for processes of the release before."""
    nobody = sa.text("""'{"members": []}'::jsonb""")
    op.add_column(CASE, sa.Column("team", JSONB, nullable=False, server_default=nobody))


def downgrade() -> None:
    """Drop it."""
    op.drop_column(CASE, "team")
