"""The columns of an open item's table, as first made; a later change is a migration of its own."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB


def open_item_columns(table: str, *closed: str) -> tuple[Any, ...]:
    """Give those that every open item has, with their checks; `closed` are ended statuses."""
    ended = ", ".join(f"'{status}'" for status in closed)
    return (
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("event_seq", sa.Integer, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("holder_kind", sa.Text),
        sa.Column("holder_id", sa.Uuid),
        sa.Column("next_action_kind", sa.Text),
        sa.Column("next_action_due_on", sa.Date),
        sa.Column("handover_id", sa.Uuid),
        sa.Column("handover_answer_by", sa.Date),
        sa.Column("next_look_on", sa.Date),
        sa.Column("breached", JSONB, nullable=False),
        sa.Column("standing", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"{table}_pkey"),
        sa.CheckConstraint(
            "num_nonnulls(holder_kind, holder_id, next_action_kind, next_action_due_on)"
            f" = CASE WHEN status IN ({ended}) THEN 0 ELSE 4 END"
            f" AND (handover_id IS NULL OR status NOT IN ({ended}))"
            " AND (handover_id IS NULL) = (handover_answer_by IS NULL)",
            name=op.f(f"{table}_accountable_check"),
        ),
    )
