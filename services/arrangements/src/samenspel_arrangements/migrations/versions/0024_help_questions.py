"""Questions about granted help to teacher and parents, some weeks after it began and at its end."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

QUESTION, HELP = "help_question", "arrangement"


def upgrade() -> None:
    """Make the table; help that began before is asked about at its end alone."""
    op.add_column(HELP, sa.Column("ask_on", sa.Date))
    op.create_table(
        QUESTION,
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
        sa.Column("moment", sa.Text, nullable=False),
        sa.Column("party", sa.Text, nullable=False),
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("answer_by", JSONB, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("standing", JSONB, nullable=False),
        sa.Column("next_look_on", sa.Date),
        sa.PrimaryKeyConstraint("id", name=op.f("help_question_pkey")),
        sa.CheckConstraint(
            "status IN ('open', 'unanswered', 'answered', 'withdrawn')",
            name=op.f("help_question_status_check"),
        ),
    )
    for column in ("alliance_id", "unit_id", "arrangement_id"):
        op.create_index(op.f(f"help_question_{column}_ix"), QUESTION, [column])
    tenant_table(QUESTION, service="arrangements")


def downgrade() -> None:
    """Drop it."""
    op.drop_table(QUESTION)
    op.drop_column(HELP, "ask_on")
