"""Letters to families, and what was made of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SERVICE = "arrangements"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "letter",
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
        sa.Column("content", JSONB, nullable=False),
        sa.Column("template", sa.Integer, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("dated", sa.Date, nullable=False),
        sa.Column("ordered_at", MOMENT, nullable=False),
        sa.Column("batch_id", sa.Uuid),
        sa.Column("made_at", MOMENT),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="letter_pkey"),
    )
    for column in ("alliance_id", "unit_id", "case_id", "batch_id"):
        op.create_index(f"letter_{column}_ix", "letter", [column])
    op.create_index(
        "letter_to_make_ix",
        "letter",
        ["alliance_id", "failures", "ordered_at"],
        postgresql_where=sa.text("made_at IS NULL"),
    )
    op.create_table(
        "letter_pdf",
        sa.Column("letter_id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("pdf", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("letter_id", name="letter_pdf_pkey"),
    )
    tenant_table("letter", service=SERVICE)
    tenant_table("letter_pdf", service=SERVICE, app="SELECT")


def downgrade() -> None:
    """Drop them; the letters go."""
    op.drop_table("letter_pdf")
    op.drop_table("letter")
