"""Sessions of granted help: planned on a day, and said to be given or not."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SESSION = "help_session"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        SESSION,
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("event_seq", sa.Integer, nullable=False),
        sa.Column("arrangement_id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("support_request_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("giver_id", sa.Uuid, nullable=False),
        sa.Column("on_day", sa.Date, nullable=False),
        sa.Column("record", JSONB, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("standing", JSONB, nullable=False),
        sa.Column("is_told", sa.Boolean, nullable=False),
        sa.Column("next_look_on", sa.Date),
        sa.PrimaryKeyConstraint("id", name=op.f("help_session_pkey")),
        sa.CheckConstraint(
            "status IN ('planned', 'given', 'not-given', 'dropped')",
            name=op.f("help_session_status_check"),
        ),
    )
    for column in ("alliance_id", "unit_id", "arrangement_id"):
        op.create_index(op.f(f"help_session_{column}_ix"), SESSION, [column])
    op.create_index("help_session_giver_ix", SESSION, ["alliance_id", "giver_id", "on_day"])
    tenant_table(SESSION, service="arrangements")


def downgrade() -> None:
    """Drop it."""
    op.drop_table(SESSION)
