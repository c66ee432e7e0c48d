"""A perspective that was written may be to write again: its case was opened again."""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

TABLE = "shared_perspective"
CHECK = f"{TABLE}_written_check"
NOW = "(status IN ('asking', 'heard', 'following')) <= (version > 0)"
BEFORE = "(status = 'awaited') <= (version = 0)"


def upgrade() -> None:
    """Ask a version of what is put to people only."""
    op.execute(f"-- squawk-ignore ban-drop-constraint\nALTER TABLE {TABLE} DROP CONSTRAINT {CHECK}")
    op.execute(
        "-- squawk-ignore constraint-missing-not-valid\n"
        f"ALTER TABLE {TABLE} ADD CONSTRAINT {CHECK} CHECK ({NOW})"
    )


def downgrade() -> None:
    """Ask it as before of what is written from now on."""
    op.drop_constraint(op.f(CHECK), TABLE)
    op.execute(f"ALTER TABLE {TABLE} ADD CONSTRAINT {CHECK} CHECK ({BEFORE}) NOT VALID")
