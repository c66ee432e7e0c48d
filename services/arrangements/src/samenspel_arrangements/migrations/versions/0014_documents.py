"""Documents of a case, and the versions whose bytes lie elsewhere."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

SERVICE = "arrangements"
MOMENT = sa.DateTime(timezone=True)
STATES = "'shared', 'awaiting-parents', 'kept-by-parents', 'withheld', 'removed'"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("event_seq", sa.Integer, nullable=False),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("added_by", sa.Uuid, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("withheld_reason", sa.Text),
        sa.Column("withheld_until", sa.Date),
        sa.Column("removal_reason", sa.Text),
        sa.Column("standing_by", sa.Uuid),
        sa.Column("standing_at", MOMENT),
        sa.Column("views", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("id", name="document_pkey"),
        sa.CheckConstraint(f"standing IN ({STATES})", name=op.f("document_standing_check")),
        sa.CheckConstraint(
            "(standing = 'withheld') = (withheld_reason IS NOT NULL)",
            name=op.f("document_withheld_with_reason_check"),
        ),
        sa.CheckConstraint(
            "(standing = 'withheld') = (withheld_until IS NOT NULL)",
            name=op.f("document_withheld_until_a_day_check"),
        ),
        sa.CheckConstraint(
            "standing <> 'removed' OR title = ''",
            name=op.f("document_removed_without_words_check"),
        ),
        sa.CheckConstraint(
            "(standing IN ('shared', 'awaiting-parents')) = (standing_by IS NULL)",
            name=op.f("document_decided_check"),
        ),
    )
    for column in ("alliance_id", "unit_id", "case_id"):
        op.create_index(f"document_{column}_ix", "document", [column])
    op.create_table(
        "document_version",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("document_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("unread", JSONB, nullable=False),
        sa.Column("key", sa.LargeBinary),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("refused_why", sa.Text),
        sa.Column("places", JSONB, nullable=False),
        sa.Column("confirmed_by", sa.Uuid),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("added_by", sa.Uuid, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="document_version_pkey"),
        sa.CheckConstraint(
            "state IN ('checking', 'unread', 'fit', 'refused')",
            name=op.f("document_version_state_check"),
        ),
        sa.CheckConstraint(
            "state <> 'refused' OR key IS NULL",
            name=op.f("document_version_refused_without_key_check"),
        ),
    )
    for column in ("document_id", "state"):
        op.create_index(f"document_version_{column}_ix", "document_version", [column])
    for table in ("document", "document_version"):
        tenant_table(table, service=SERVICE)


def downgrade() -> None:
    """Drop them; what they were is lost, and the bytes can't be read any more."""
    op.drop_table("document_version")
    op.drop_table("document")
