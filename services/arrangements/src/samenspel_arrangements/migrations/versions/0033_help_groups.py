"""Groups of help, which help is given in them, and which session is part of a group's."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from samenspel_platform.migrating import tenant_table

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

GROUP, MEMBER, SESSION = "help_group", "help_group_member", "help_session"


def _aggregate() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("event_seq", sa.Integer, nullable=False),
    ]


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        GROUP,
        *_aggregate(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("goals", ARRAY(sa.Text), nullable=False),
        sa.Column("leader_id", sa.Uuid, nullable=False),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date, nullable=False),
        sa.Column("evaluations", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("help_group_pkey")),
    )
    op.create_table(
        MEMBER,
        *_aggregate(),
        sa.Column("group_id", sa.Uuid, nullable=False),
        sa.Column("arrangement_id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("joined_on", sa.Date, nullable=False),
        sa.Column("left_on", sa.Date),
        sa.PrimaryKeyConstraint("id", name=op.f("help_group_member_pkey")),
        sa.CheckConstraint("left_on >= joined_on", name=op.f("help_group_member_days_check")),
    )
    for table in (GROUP, MEMBER):
        for column in ("alliance_id", "unit_id"):
            op.create_index(op.f(f"{table}_{column}_ix"), table, [column])
        tenant_table(table, service="arrangements")
    op.create_index(op.f("help_group_member_group_id_ix"), MEMBER, ["group_id"])
    op.create_index(
        "help_group_member_current_key",
        MEMBER,
        ["arrangement_id"],
        unique=True,
        postgresql_where=sa.text("left_on IS NULL"),
    )
    op.add_column(SESSION, sa.Column("group_id", sa.Uuid))
    # Made while the table is small; a session of a group is looked up by its day.
    op.create_index("help_session_group_ix", SESSION, ["group_id", "on_day"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("help_session_group_ix", SESSION)
    op.drop_column(SESSION, "group_id")
    op.drop_table(MEMBER)
    op.drop_table(GROUP)
