"""Requests of every kind: by the fields of their gate, also about no child, and in the making."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

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


def downgrade() -> None:
    """Forget requests about no child, which the table of before has no room for."""
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
