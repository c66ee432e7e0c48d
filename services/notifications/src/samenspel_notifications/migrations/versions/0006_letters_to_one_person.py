"""A mailing may be to one contact alone, and of no use after a moment."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None

CHECK = "mailing_to_whom_check"
TO_WHOM = "num_nonnulls(pupil_id, contact_id) = 1"
FORGET = (
    "DELETE FROM delivery_due d USING message m, mailing g"
    " WHERE d.message_id = m.id AND m.mailing_id = g.id AND g.contact_id IS NOT NULL",
    "DELETE FROM attempt a USING message m, mailing g"
    " WHERE a.message_id = m.id AND m.mailing_id = g.id AND g.contact_id IS NOT NULL",
    "DELETE FROM message m USING mailing g WHERE m.mailing_id = g.id AND g.contact_id IS NOT NULL",
    "DELETE FROM mailing WHERE contact_id IS NOT NULL",
)


def upgrade() -> None:
    """Let a mailing have either a pupil or a contact."""
    op.add_column("mailing", sa.Column("contact_id", sa.Uuid))
    op.add_column("mailing", sa.Column("expires_at", sa.DateTime(timezone=True)))
    op.execute(
        "-- squawk-ignore ban-drop-not-null\nALTER TABLE mailing ALTER COLUMN pupil_id DROP NOT NULL"
    )
    op.execute(f"ALTER TABLE mailing ADD CONSTRAINT {CHECK} CHECK ({TO_WHOM}) NOT VALID")
    op.create_index("mailing_contact_id_ix", "mailing", ["contact_id"])


def downgrade() -> None:
    """Forget letters to one person, which the tables of before have no room for."""
    for statement in FORGET:
        op.execute(statement)
    op.execute(f"ALTER TABLE mailing DROP CONSTRAINT {CHECK}")
    op.drop_column("mailing", "contact_id")
    op.drop_column("mailing", "expires_at")
    op.alter_column("mailing", "pupil_id", nullable=False)
