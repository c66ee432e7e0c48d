"""A child that goes on to a next school is an open item too, and has a line."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KIND = "item_item_kind_check_check"
"""As the first migration named it, by the rule for names over the name that it gave."""
BEFORE = (
    "kind IN ('support-request', 'case', 'signal', 'registration',"
    " 'out-of-education-spell', 'prepared-request', 'share-grant', 'tlv', 'opp',"
    " 'placement')"
)
NOW = (
    "kind IN ('support-request', 'case', 'signal', 'registration',"
    " 'out-of-education-spell', 'prepared-request', 'share-grant', 'tlv', 'opp',"
    " 'placement', 'transition')"
)


def upgrade() -> None:
    """Let them in."""
    op.execute(f"-- squawk-ignore ban-drop-constraint\nALTER TABLE item DROP CONSTRAINT {KIND}")
    _check(NOW)


def downgrade() -> None:
    """Forget them; a rebuild brings them back."""
    op.execute("DELETE FROM item WHERE kind = 'transition'")
    op.execute(f"ALTER TABLE item DROP CONSTRAINT {KIND}")
    _check(BEFORE)


def _check(condition: str) -> None:
    op.execute(
        "-- squawk-ignore constraint-missing-not-valid\n"
        f"ALTER TABLE item ADD CONSTRAINT {KIND} CHECK ({condition})"
    )
