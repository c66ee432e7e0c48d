"""Granted help begins, is evaluated, is extended, and ends by somebody's word."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

HELP = "arrangement"
GRANTED = '\'{"is": "granted"}\'::jsonb'
STATUS = "status IN ('granted', 'started', 'ended')"


def upgrade() -> None:
    """Add where it stands; what was granted before is looked at from now on.

    The defaults stay, for processes of the release before.
    """
    for column in (
        sa.Column("status", sa.Text, nullable=False, server_default="granted"),
        sa.Column("course", JSONB, nullable=False, server_default=sa.text(GRANTED)),
        sa.Column("evaluations", JSONB, nullable=False, server_default=sa.text("'[]'::jsonb")),
        sa.Column("breached", JSONB, nullable=False, server_default=sa.text("'[]'::jsonb")),
        sa.Column("is_based_on_last", sa.Boolean, nullable=False, server_default=sa.false()),
    ):
        op.add_column(HELP, column)
    op.add_column(HELP, sa.Column("next_look_on", sa.Date))
    op.execute("UPDATE arrangement SET next_look_on = starts_on + 1")
    op.execute(
        "-- squawk-ignore constraint-missing-not-valid\n"
        f"ALTER TABLE {HELP} ADD CONSTRAINT {HELP}_status_check CHECK ({STATUS})"
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_constraint(op.f(f"{HELP}_status_check"), HELP)
    for name in (
        *("next_look_on", "is_based_on_last", "breached"),
        *("evaluations", "course", "status"),
    ):
        op.drop_column(HELP, name)
