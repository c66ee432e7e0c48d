"""All open items have a line; terms that were broken are kept."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SERVICE = "reporting"
KIND = "item_item_kind_check_check"
"""As the first migration named it, by the rule for names over the name that it gave."""
BEFORE = "kind IN ('support-request', 'case')"
NOW = (
    "kind IN ('support-request', 'case', 'signal', 'registration',"
    " 'out-of-education-spell', 'prepared-request', 'share-grant')"
)


def upgrade() -> None:
    """Let more kinds in; make the table of broken terms."""
    op.execute(f"-- squawk-ignore ban-drop-constraint\nALTER TABLE item DROP CONSTRAINT {KIND}")
    _check(NOW)
    op.create_table(
        "breach",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("item_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("noticed_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="breach_pkey"),
    )
    op.create_index("breach_by_unit_ix", "breach", ["alliance_id", "unit_id", "noticed_on"])
    tenant_table("breach", service=SERVICE)


def downgrade() -> None:
    """Forget them; a rebuild brings them back."""
    op.drop_table("breach")
    op.execute("DELETE FROM item WHERE kind NOT IN ('support-request', 'case')")
    op.execute(f"ALTER TABLE item DROP CONSTRAINT {KIND}")
    _check(BEFORE)


def _check(condition: str) -> None:
    op.execute(
        "-- squawk-ignore constraint-missing-not-valid\n"
        f"ALTER TABLE item ADD CONSTRAINT {KIND} CHECK ({condition})"
    )
