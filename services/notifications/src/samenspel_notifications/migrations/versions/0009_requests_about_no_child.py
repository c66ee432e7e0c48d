"""A mailing may be about a school's question in which there is no child."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

CHECK = "mailing_to_whom_check"
TO_WHOM = (
    "num_nonnulls(pupil_id, contact_id) <= 1 AND num_nonnulls(pupil_id, contact_id, school_id) >= 1"
)
OF_BEFORE = "num_nonnulls(pupil_id, contact_id) = 1"
FORGET = (
    "DELETE FROM delivery_due d USING message m, mailing g WHERE d.message_id = m.id"
    " AND m.mailing_id = g.id AND num_nonnulls(g.pupil_id, g.contact_id) = 0",
    "DELETE FROM attempt a USING message m, mailing g WHERE a.message_id = m.id"
    " AND m.mailing_id = g.id AND num_nonnulls(g.pupil_id, g.contact_id) = 0",
    "DELETE FROM message m USING mailing g WHERE m.mailing_id = g.id"
    " AND num_nonnulls(g.pupil_id, g.contact_id) = 0",
    "DELETE FROM mailing WHERE num_nonnulls(pupil_id, contact_id) = 0",
)


def upgrade() -> None:
    """Let a school alone be told; what is there satisfied the narrower check."""
    _replace(TO_WHOM)


def downgrade() -> None:
    """Forget what was told to a school alone, which the check of before has no room for."""
    for statement in FORGET:
        op.execute(statement)
    _replace(OF_BEFORE)


def _replace(check: str) -> None:
    drop = f"ALTER TABLE mailing DROP CONSTRAINT {CHECK}"
    op.execute(f"-- squawk-ignore ban-drop-constraint\n{drop}")
    op.execute(f"ALTER TABLE mailing ADD CONSTRAINT {CHECK} CHECK ({check}) NOT VALID")
