"""Systems of partners that use the API: the keys that they sign with, and proofs that were used."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import public_table, tenant_table

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SERVICE = "intake"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; a used proof is kept as a digest, of whatever alliance."""
    op.create_table(
        "partner_system",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("keys", JSONB, nullable=False),
        sa.Column("registered_by", sa.Uuid, nullable=False),
        sa.Column("registered_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="partner_system_pkey"),
        sa.ForeignKeyConstraint(["id"], ["person.id"], name="partner_system_id_fkey"),
    )
    op.create_index("partner_system_alliance_id_ix", "partner_system", ["alliance_id"])
    tenant_table("partner_system", service=SERVICE)
    op.create_table(
        "used_assertion",
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="used_assertion_pkey"),
    )
    op.create_index("used_assertion_expires_at_ix", "used_assertion", ["expires_at"])
    public_table("used_assertion", service=SERVICE, app="SELECT, INSERT")


def downgrade() -> None:
    """Drop them; the systems stay as people that nobody can log in as."""
    op.drop_table("used_assertion")
    op.drop_table("partner_system")
