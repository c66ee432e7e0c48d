"""What another pays for, and from when to when."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; of lines of before it is not known."""
    op.add_column(
        "other_payer_line", sa.Column("purpose", sa.Text, nullable=False, server_default="other")
    )
    op.add_column("other_payer_line", sa.Column("starts_on", sa.Date))
    op.add_column("other_payer_line", sa.Column("ends_on", sa.Date))
    op.execute(
        "ALTER TABLE other_payer_line ADD CONSTRAINT other_payer_line_period_check"
        " CHECK (ends_on >= starts_on) NOT VALID"
    )


def downgrade() -> None:
    """Drop them."""
    for column in ("ends_on", "starts_on", "purpose"):
        op.drop_column("other_payer_line", column)
