"""A session may be moved, or called off beforehand."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

TABLE = "help_session"
CHECK = f"{TABLE}_status_check"
NOW = "status IN ('planned', 'given', 'not-given', 'called-off', 'dropped')"
BEFORE = "status IN ('planned', 'given', 'not-given', 'dropped')"


def upgrade() -> None:
    """Keep where it was before; one more status."""
    column = sa.Column("moves", JSONB, nullable=False, server_default=sa.text("'[]'::jsonb"))
    op.add_column(TABLE, column)
    op.execute(f"-- squawk-ignore ban-drop-constraint\nALTER TABLE {TABLE} DROP CONSTRAINT {CHECK}")
    op.execute(
        "-- squawk-ignore constraint-missing-not-valid\n"
        f"ALTER TABLE {TABLE} ADD CONSTRAINT {CHECK} CHECK ({NOW})"
    )


def downgrade() -> None:
    """Ask it as before of what is written from now on."""
    op.drop_constraint(op.f(CHECK), TABLE)
    op.execute(f"ALTER TABLE {TABLE} ADD CONSTRAINT {CHECK} CHECK ({BEFORE}) NOT VALID")
    op.drop_column(TABLE, "moves")
