"""How cases end, who was heard, where help is given and who goes back have lines of their own."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SERVICE = "reporting"
TABLES = ("case_mark", "perspective", "voice", "meeting", "help_answer", "stay")


def upgrade() -> None:
    """Make the tables."""
    op.add_column("help", sa.Column("place", sa.String))
    op.create_table(
        "case_mark",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String),
        sa.Column("check_by", sa.Date),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="case_mark_pkey"),
    )
    op.create_index("case_mark_of_ix", "case_mark", ["alliance_id", "case_id", "at"])
    tenant_table("case_mark", service=SERVICE)
    op.create_table(
        "perspective",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("school_id", sa.Uuid),
        sa.Column("opened_on", sa.Date),
        sa.Column("written_on", sa.Date),
        sa.Column("shared", sa.Boolean),
        sa.Column("parent_said", sa.Boolean),
        sa.Column("closed", sa.Boolean),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="perspective_pkey"),
    )
    op.create_index(
        "perspective_by_unit_ix", "perspective", ["alliance_id", "unit_id", "opened_on"]
    )
    tenant_table("perspective", service=SERVICE)
    op.create_table(
        "voice",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("school_id", sa.Uuid),
        sa.Column("moment", sa.String),
        sa.Column("hear_by", sa.Date),
        sa.Column("heard", sa.Boolean),
        sa.Column("waived", sa.Boolean),
        sa.Column("influence_noted", sa.Boolean),
        sa.Column("fed_back", sa.Boolean),
        sa.Column("ended_as", sa.String),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="voice_pkey"),
    )
    op.create_index("voice_by_unit_ix", "voice", ["alliance_id", "unit_id", "hear_by"])
    tenant_table("voice", service=SERVICE)
    op.create_table(
        "meeting",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("school_id", sa.Uuid),
        sa.Column("held_on", sa.Date),
        sa.Column("parents_invited", sa.Integer),
        sa.Column("parents_present", sa.Integer),
        sa.Column("parents_declined", sa.Integer),
        sa.Column("papers", sa.Integer),
        sa.Column("papers_late", sa.Integer),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="meeting_pkey"),
    )
    op.create_index("meeting_by_unit_ix", "meeting", ["alliance_id", "unit_id", "held_on"])
    tenant_table("meeting", service=SERVICE)
    op.create_table(
        "help_answer",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("school_id", sa.Uuid),
        sa.Column("moment", sa.String),
        sa.Column("party", sa.String),
        sa.Column("answered_on", sa.Date),
        sa.Column("helped_in_class", sa.Integer),
        sa.Column("helps_child", sa.Integer),
        sa.Column("is_heard", sa.Integer),
        sa.Column("is_clear", sa.Integer),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="help_answer_pkey"),
    )
    op.create_index(
        "help_answer_by_unit_ix", "help_answer", ["alliance_id", "unit_id", "answered_on"]
    )
    tenant_table("help_answer", service=SERVICE)
    op.create_table(
        "stay",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("school_id", sa.Uuid),
        sa.Column("kind", sa.String),
        sa.Column("first_day", sa.Date),
        sa.Column("back_on", sa.Date),
        sa.Column("ended_on", sa.Date),
        sa.Column("ended_as", sa.String),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="stay_pkey"),
    )
    op.create_index("stay_by_unit_ix", "stay", ["alliance_id", "unit_id", "first_day"])
    tenant_table("stay", service=SERVICE)


def downgrade() -> None:
    """Forget them; a rebuild brings them back."""
    for table in TABLES:
        op.drop_table(table)
    op.drop_column("help", "place")
