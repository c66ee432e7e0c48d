"""Signals, the links by which families let the family desk look, and what the board hears."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table
from samenspel_platform.open_item_columns import open_item_columns

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

SERVICE = "intake"
MOMENT = sa.DateTime(timezone=True)
SEARCHED = ("unit_id", "pupil_id", "school_id", "raised_by", "contact_id", "offered_to")


def upgrade() -> None:
    """Make the tables."""
    _signals()
    _links()
    _bundles()
    tenant_table("signal", service=SERVICE)
    tenant_table("family_desk_link", service=SERVICE)
    tenant_table("board_bundle", service=SERVICE, app="SELECT, INSERT")


def downgrade() -> None:
    """Drop them."""
    for table in ("board_bundle", "family_desk_link", "signal"):
        op.drop_table(table)


def _signals() -> None:
    op.create_table(
        "signal",
        *open_item_columns("signal", "answered"),
        *_of_signals(),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name="signal_contact_id_fkey",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.UniqueConstraint("answer_link_id", name="signal_answer_link_id_key"),
        sa.CheckConstraint("status IN ('heard', 'answered')", name=op.f("signal_status_check")),
        sa.CheckConstraint(
            "holder_kind IS NULL OR is_confidential = (holder_kind = 'family-desk')",
            name=op.f("signal_confidential_check"),
        ),
    )
    op.create_index("signal_alliance_id_ix", "signal", ["alliance_id"])
    for column in SEARCHED:
        op.create_index(f"signal_{column}_ix", "signal", [column])
    op.create_index("signal_open_ix", "signal", ["alliance_id", "status", "term_last_day"])
    op.create_index("signal_forget_ix", "signal", ["alliance_id", "forget_after"])


def _of_signals() -> Iterator[sa.Column[Any]]:
    for name in ("pupil_id", "school_id", "raised_by", "contact_id", "offered_to"):
        yield sa.Column(name, sa.Uuid)
    yield sa.Column("answer_link_id", sa.Uuid)
    yield sa.Column("raiser_role", sa.Text, nullable=False)
    yield sa.Column("raised_at", MOMENT, nullable=False)
    yield sa.Column("is_confidential", sa.Boolean, nullable=False)
    yield sa.Column("family_agreed", sa.Boolean, nullable=False)
    yield sa.Column("theme", sa.Text)
    yield sa.Column("forget_after", sa.Date)
    yield sa.Column("worry", JSONB, nullable=False)
    yield sa.Column("confirmation", JSONB)
    yield sa.Column("link", JSONB)
    yield sa.Column("answer", sa.Text, nullable=False)
    yield sa.Column("term_rule", sa.Text, nullable=False)
    yield sa.Column("term_rule_version", sa.Integer, nullable=False)
    yield sa.Column("term_starts_on", sa.Date, nullable=False)
    yield sa.Column("term_last_day", sa.Date, nullable=False)


def _links() -> None:
    op.create_table(
        "family_desk_link",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("given_by", sa.Uuid, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="family_desk_link_pkey"),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name="family_desk_link_pupil_id_fkey"),
    )
    op.create_index("family_desk_link_alliance_id_ix", "family_desk_link", ["alliance_id"])
    op.create_index("family_desk_link_pupil_id_ix", "family_desk_link", ["pupil_id"])


def _bundles() -> None:
    op.create_table(
        "board_bundle",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("counts", JSONB, nullable=False),
        sa.Column("in_small_groups", sa.Integer),
        sa.Column("made_by", sa.Uuid, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", "first_day", name="board_bundle_pkey"),
        sa.CheckConstraint("first_day <= last_day", name=op.f("board_bundle_days_check")),
    )
