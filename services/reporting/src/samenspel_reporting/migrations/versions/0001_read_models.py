"""The read models: items, journeys, handovers, and the names of units and schools."""

import sqlalchemy as sa
from alembic import op

from samenspel_messaging import schema
from samenspel_platform import idempotency
from samenspel_platform.migrating import tenant_table

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; requests may only read them."""
    schema.install_v1(op.execute, service="reporting")
    idempotency.install(service="reporting")
    _items()
    _journeys()
    _handovers()
    _register()
    for table in ("item", "journey", "handover", "unit", "school"):
        tenant_table(table, service="reporting", app="SELECT")


def downgrade() -> None:
    """Drop everything."""
    for table in ("school", "unit", "handover", "journey", "item"):
        op.drop_table(table)
    idempotency.remove()
    schema.remove_v1(op.execute)


def _items() -> None:
    op.create_table(
        "item",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("school_id", sa.Uuid),
        sa.Column("support_request_id", sa.Uuid),
        sa.Column("holder_kind", sa.String),
        sa.Column("holder_id", sa.Uuid),
        sa.Column("action_kind", sa.String),
        sa.Column("action_due_on", sa.Date),
        sa.Column("term_rule", sa.String),
        sa.Column("term_rule_version", sa.BigInteger),
        sa.Column("term_starts_on", sa.Date),
        sa.Column("term_last_day", sa.Date),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="item_pkey"),
        sa.CheckConstraint("kind IN ('support-request', 'case')", name="item_kind_check"),
        sa.CheckConstraint("state IN ('open', 'closed')", name="item_state_check"),
    )
    op.create_index("item_by_unit_ix", "item", ["alliance_id", "unit_id", "state"])


def _journeys() -> None:
    op.create_table(
        "journey",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("support_request_id", sa.Uuid, nullable=False),
        sa.Column("submitted_at", MOMENT),
        sa.Column("case_opened_at", MOMENT),
        sa.Column("granted_at", MOMENT),
        sa.PrimaryKeyConstraint("alliance_id", "support_request_id", name="journey_pkey"),
    )


def _handovers() -> None:
    op.create_table(
        "handover",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("support_request_id", sa.Uuid),
        sa.Column("offered_at", MOMENT),
        sa.Column("answer_by", sa.Date),
        sa.Column("settled_at", MOMENT),
        sa.Column("received_at", MOMENT),
        sa.Column("answered_at", MOMENT),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="handover_pkey"),
    )
    op.create_index("handover_by_request_ix", "handover", ["alliance_id", "support_request_id"])


def _register() -> None:
    op.create_table(
        "unit",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("alliance_name", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="unit_pkey"),
    )
    op.create_table(
        "school",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.PrimaryKeyConstraint("alliance_id", "id", name="school_pkey"),
    )
