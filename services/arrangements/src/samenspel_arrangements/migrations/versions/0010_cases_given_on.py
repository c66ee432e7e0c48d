"""An open case is a person's or a desk's, is offered to others, and may have more to do later."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

CASE = "support_case"
BEFORE = (
    f"{CASE}_{CASE}_held_by_person_check_check",
    f"{CASE}_{CASE}_responsible_when_opened_check_check",
)
CHECKS = {
    "held_inside": "holder_kind IN ('person', 'unit-desk', 'alliance-desk')",
    "responsible_when_opened": (
        "num_nonnulls(holder_kind, holder_id, next_action, next_action_due_on, accepted_at)"
        " = CASE state WHEN 'opened' THEN 5 ELSE 0 END"
        " AND (offer_id IS NULL OR state = 'opened')"
        " AND (offer_id IS NULL) = (offered_to IS NULL)"
    ),
}
STANDING = """
    UPDATE support_case SET breached = '[]', standing = CASE state
        WHEN 'opened' THEN jsonb_build_object(
            'is', 'Opened', 'holder_name', holder_name, 'accepted_at', to_jsonb(accepted_at),
            'responsibility', jsonb_build_object(
                'holder', jsonb_build_object('kind', holder_kind, 'id', holder_id),
                'next_action',
                jsonb_build_object('kind', next_action, 'due_on', next_action_due_on),
                'later', '[]'::jsonb, 'offer', NULL))
        WHEN 'declined' THEN jsonb_build_object(
            'is', 'Declined', 'reason', decline_reason, 'note', coalesce(decline_note, ''))
        WHEN 'offered' THEN jsonb_build_object('is', 'Offered')
        ELSE jsonb_build_object('is', 'OfferWithdrawn') END
"""


def upgrade() -> None:
    """Add what is searched, and write where each case stands; cases are few as yet."""
    for name, kind in (
        ("offer_id", sa.Uuid),
        ("offered_to", sa.Uuid),
        ("next_look_on", sa.Date),
        ("breached", JSONB),
        ("standing", JSONB),
    ):
        op.add_column(CASE, sa.Column(name, kind))
    op.execute(STANDING)
    for name in ("breached", "standing"):
        op.execute(
            "-- squawk-ignore adding-not-nullable-field\n"
            f"ALTER TABLE {CASE} ALTER COLUMN {name} SET NOT NULL"
        )
    for name in BEFORE:
        op.execute(
            f"-- squawk-ignore ban-drop-constraint\nALTER TABLE {CASE} DROP CONSTRAINT {name}"
        )
    for name, check in CHECKS.items():
        op.execute(
            "-- squawk-ignore constraint-missing-not-valid\n"
            f"ALTER TABLE {CASE} ADD CONSTRAINT {CASE}_{name}_check CHECK ({check})"
        )


def downgrade() -> None:
    """Drop it; what a desk holds has no place in the table of before."""
    for name in CHECKS:
        op.drop_constraint(op.f(f"{CASE}_{name}_check"), CASE)
    held_by_person, responsible = BEFORE
    op.create_check_constraint(op.f(held_by_person), CASE, "holder_kind = 'person'")
    op.create_check_constraint(
        op.f(responsible),
        CASE,
        "num_nonnulls(holder_kind, holder_id, holder_name, next_action, next_action_due_on,"
        " accepted_at) = CASE state WHEN 'opened' THEN 6 ELSE 0 END",
    )
    for name in ("standing", "breached", "next_look_on", "offered_to", "offer_id"):
        op.drop_column(CASE, name)
