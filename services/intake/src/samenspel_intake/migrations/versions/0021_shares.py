"""Leave to share parts of a child's file with a partner, and roles that hang on it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from samenspel_platform.migrating import tenant_table
from samenspel_platform.open_item_columns import open_item_columns

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

SERVICE = "intake"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "partner_organisation",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="partner_organisation_pkey"),
    )
    op.create_index("partner_organisation_alliance_id_ix", "partner_organisation", ["alliance_id"])
    tenant_table("partner_organisation", service=SERVICE)
    op.create_table(
        "silence_decider",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("named_by", sa.Uuid, nullable=False),
        sa.Column("named_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", name="silence_decider_pkey"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="silence_decider_person_id_fkey"
        ),
    )
    tenant_table("silence_decider", service=SERVICE)
    _shares()
    op.add_column("role_grant", sa.Column("share_id", sa.Uuid))
    op.execute(
        "-- squawk-ignore require-concurrent-index-creation\n"
        "CREATE INDEX role_grant_share_ix ON role_grant (share_id) WHERE share_id IS NOT NULL"
    )


def _shares() -> None:
    op.create_table(
        "share_grant",
        *open_item_columns("share_grant", "ended"),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("partner_id", sa.Uuid, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("parts", ARRAY(sa.Text), nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("text_version", sa.Integer, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("consent", JSONB),
        sa.Column("terms", JSONB),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name="share_grant_pupil_id_fkey"),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner_organisation.id"], name="share_grant_partner_id_fkey"
        ),
        sa.CheckConstraint("last_day >= first_day", name=op.f("share_grant_period_check")),
        sa.CheckConstraint(
            "(basis = 'consent') = (consent IS NOT NULL)", name=op.f("share_grant_basis_check")
        ),
    )
    for column in ("alliance_id", "unit_id", "pupil_id", "partner_id"):
        op.create_index(f"share_grant_{column}_ix", "share_grant", [column])
    tenant_table("share_grant", service=SERVICE)


def downgrade() -> None:
    """Drop them; roles that hung on a share stay until their day."""
    op.drop_index("role_grant_share_ix", "role_grant")
    op.drop_column("role_grant", "share_id")
    op.drop_table("share_grant")
    op.drop_table("silence_decider")
    op.drop_table("partner_organisation")
