"""A case is closed, somebody looks again, and it may be opened again."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

CASE = "support_case"
STATE, RESPONSIBLE = f"{CASE}_{CASE}_state_check_check", f"{CASE}_responsible_when_opened_check"
STATES = "state IN ('offered', 'opened', 'declined', 'offer-withdrawn', 'aftercare', 'closed')"
HELD = "num_nonnulls(holder_kind, holder_id, next_action, next_action_due_on, accepted_at) = CASE"
OFFERED = (
    " AND (offer_id IS NULL OR state = 'opened') AND (offer_id IS NULL) = (offered_to IS NULL)"
)
NOW = {
    "state": STATES,
    "responsible_when_opened": (
        f"{HELD} WHEN state IN ('opened', 'aftercare') THEN 5 ELSE 0 END{OFFERED}"
    ),
    "closed_with_outcome": (
        "num_nonnulls(outcome, closed_at)"
        " = CASE WHEN state IN ('aftercare', 'closed') THEN 2 ELSE 0 END"
    ),
}


def upgrade() -> None:
    """Add how it was closed; nothing was closed before."""
    op.add_column(CASE, sa.Column("outcome", sa.Text))
    op.add_column(CASE, sa.Column("closed_at", sa.DateTime(timezone=True)))
    op.add_column(
        CASE, sa.Column("history", JSONB, nullable=False, server_default=sa.text("'[]'::jsonb"))
    )
    for name in (STATE, RESPONSIBLE):
        op.execute(
            f"-- squawk-ignore ban-drop-constraint\nALTER TABLE {CASE} DROP CONSTRAINT {name}"
        )
    for name, check in NOW.items():
        _check(op.f(f"{CASE}_{name}_check"), check)


def downgrade() -> None:
    """Drop it; what was closed has no place in the table of before."""
    for name in NOW:
        op.drop_constraint(op.f(f"{CASE}_{name}_check"), CASE)
    _check(STATE, "state IN ('offered', 'opened', 'declined', 'offer-withdrawn')")
    _check(RESPONSIBLE, f"{HELD} state WHEN 'opened' THEN 5 ELSE 0 END{OFFERED}")
    for name in ("history", "closed_at", "outcome"):
        op.drop_column(CASE, name)


def _check(name: str, check: str) -> None:
    op.execute(
        "-- squawk-ignore constraint-missing-not-valid\n"
        f"ALTER TABLE {CASE} ADD CONSTRAINT {name} CHECK ({check})"
    )
