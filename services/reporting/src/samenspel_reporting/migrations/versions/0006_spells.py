"""Children without education have lines of their own: their days, and their names in law."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SERVICE = "reporting"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "spell",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("school_id", sa.Uuid),
        sa.Column("reported_at", MOMENT),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("outcome", sa.String),
        sa.Column("taken_on_at", MOMENT),
        sa.Column("four_weeks_on", sa.Date),
        sa.Column("three_months_on", sa.Date),
        sa.Column("decider_asked_at", MOMENT),
        sa.Column("decided_at", MOMENT),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="spell_pkey"),
    )
    op.create_index("spell_by_unit_ix", "spell", ["alliance_id", "unit_id", "first_day"])
    tenant_table("spell", service=SERVICE)
    op.create_table(
        "spell_class",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("spell_id", sa.Uuid, nullable=False),
        sa.Column("absence_class", sa.String, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="spell_class_pkey"),
    )
    op.create_index("spell_class_of_ix", "spell_class", ["alliance_id", "spell_id", "first_day"])
    tenant_table("spell_class", service=SERVICE)


def downgrade() -> None:
    """Forget them; a rebuild brings them back."""
    op.drop_table("spell_class")
    op.drop_table("spell")
