"""Where postcode areas are, and in which area homes and schools are, to reckon how near help is."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

SERVICE, TABLE = "arrangements", "postcode_area"


def upgrade() -> None:
    """Make the table and the columns."""
    op.create_table(
        TABLE,
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("postcode4", sa.Text, nullable=False),
        sa.Column("latitude", sa.Double, nullable=False),
        sa.Column("longitude", sa.Double, nullable=False),
        sa.Column("listed_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", "postcode4", name=op.f(f"{TABLE}_pkey")),
    )
    tenant_table(TABLE, service=SERVICE, app="SELECT, INSERT, DELETE")
    op.add_column("school_directory", sa.Column("postcode4", sa.Text))
    op.add_column("parent_directory", sa.Column("postcode4", sa.Text))
    op.add_column(
        "parent_directory",
        sa.Column("houses_child", sa.Boolean, nullable=False, server_default=sa.true()),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_column("parent_directory", "houses_child")
    op.drop_column("parent_directory", "postcode4")
    op.drop_column("school_directory", "postcode4")
    op.drop_table(TABLE)
