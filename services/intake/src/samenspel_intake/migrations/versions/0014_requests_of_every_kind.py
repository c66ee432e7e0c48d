"""Requests of every kind: by the fields of their gate, also about no child, and in the making."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

CHECKS = {
    "asked_for": "asked_for IN ('child', 'group', 'teacher', 'consultation')",
    "of_whom": "(pupil_id IS NULL) = (asked_for IN ('group', 'teacher'))",
    "suspension": "suspension IS NULL OR status <> 'handover-offered'",
    "expired": "expired_handover_id IS NULL OR status = 'submitted'",
}

ACCOUNTABLE = (
    "num_nonnulls(holder_kind, holder_id, next_action_kind, next_action_due_on)"
    " = CASE WHEN status IN ('sent', 'dropped') THEN 0 ELSE 4 END"
    " AND (handover_id IS NULL OR status NOT IN ('sent', 'dropped'))"
    " AND (handover_id IS NULL) = (handover_answer_by IS NULL)"
)


def upgrade() -> None:
    """Add what is asked and needed; what is there was asked for a child, or as a consultation."""
    for column in _columns():
        op.add_column("support_request", column)
    op.execute("UPDATE support_request SET asked_for = 'consultation' WHERE kind = 'consultation'")
    op.execute(
        "-- squawk-ignore ban-drop-not-null\n"
        "ALTER TABLE support_request ALTER COLUMN pupil_id DROP NOT NULL"
    )
    for name, check in CHECKS.items():
        op.execute(
            f"ALTER TABLE support_request ADD CONSTRAINT support_request_{name}_check"
            f" CHECK ({check}) NOT VALID"
        )
    _prepared_requests()


def downgrade() -> None:
    """Forget requests about no child, which the table of before has no room for."""
    op.drop_table("prepared_request")
    for name in CHECKS:
        op.drop_constraint(f"support_request_{name}_check", "support_request")
    op.execute("DELETE FROM support_request WHERE pupil_id IS NULL")
    op.alter_column("support_request", "pupil_id", nullable=False)
    for column in _columns():
        op.drop_column("support_request", column.name)


def _columns() -> Iterator[sa.Column[Any]]:
    yield sa.Column("asked_for", sa.Text, nullable=False, server_default="child")
    for name in ("answers", "parents", "needs", "suspension"):
        yield sa.Column(name, JSONB)
    yield sa.Column("pauses", JSONB, nullable=False, server_default=sa.text("'[]'::jsonb"))
    yield sa.Column("expired_handover_id", sa.Uuid)


def _prepared_requests() -> None:
    op.create_table(
        "prepared_request",
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
        sa.Column("school_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("answers", JSONB, nullable=False),
        sa.Column("shown", sa.Boolean, nullable=False),
        sa.Column("parents", JSONB),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="prepared_request_pkey"),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name="prepared_request_school_id_fkey"
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"],
            ["pupil.id"],
            name="prepared_request_pupil_id_fkey",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.CheckConstraint(
            "kind IN ('child', 'group', 'teacher', 'consultation')",
            name="prepared_request_kind_check",
        ),
        sa.CheckConstraint(
            "status IN ('preparing', 'sent', 'dropped')", name="prepared_request_status_check"
        ),
        sa.CheckConstraint(
            "NOT shown OR pupil_id IS NOT NULL", name="prepared_request_shown_check"
        ),
        sa.CheckConstraint(ACCOUNTABLE, name="prepared_request_accountable_check"),
    )
    for column in ("alliance_id", "unit_id", "school_id", "pupil_id"):
        op.create_index(f"prepared_request_{column}_ix", "prepared_request", [column])
    op.create_index(
        "prepared_request_look_ix", "prepared_request", ["alliance_id", "next_look_on", "id"]
    )
    tenant_table("prepared_request", service="intake")
