"""Desks: answers of their own, handovers between units, criteria and decisions, deputies."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from samenspel_platform.migrating import tenant_table

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SERVICE = "intake"
REQUEST = "support_request"
MOMENT = sa.DateTime(timezone=True)
CHECKS = {
    "status": "status IN ('submitted', 'handover-offered', 'handed-over', 'withdrawn', 'answered')",
    "answer": (
        "num_nonnulls(answer_outcome, answer_text, answered_at)"
        " = CASE WHEN status = 'answered' THEN 3 ELSE 0 END"
    ),
    "route": (
        "(handover_route IS NOT NULL) = (status = 'handover-offered')"
        " AND (handover_unit_id IS NOT NULL) = (coalesce(handover_route, '') = 'unit')"
    ),
}
FIRST_CHECK = "support_request_support_request_status_check_check"
BEFORE = "status IN ('submitted', 'handover-offered', 'handed-over', 'withdrawn')"


def upgrade() -> None:
    """Make the tables; what is on offer now was offered to those who grant help."""
    for column in _columns():
        op.add_column(REQUEST, column)
    op.execute(
        "UPDATE support_request SET handover_route = 'arrangement'"
        " WHERE status = 'handover-offered'"
    )
    op.execute(
        f"-- squawk-ignore ban-drop-constraint\nALTER TABLE {REQUEST} DROP CONSTRAINT {FIRST_CHECK}"
    )
    for name, check in CHECKS.items():
        _check(name, check)
    _criteria()
    _decisions()
    _stand_ins()
    tenant_table("criteria", service=SERVICE)
    tenant_table("desk_decision", service=SERVICE)
    tenant_table("stand_in", service=SERVICE, app="SELECT, INSERT, UPDATE, DELETE")


def downgrade() -> None:
    """Drop it; what desks answered has no place in the table of before."""
    for table in ("stand_in", "desk_decision", "criteria"):
        op.drop_table(table)
    for name in CHECKS:
        op.execute(f"ALTER TABLE {REQUEST} DROP CONSTRAINT support_request_{name}_check")
    op.execute("DELETE FROM support_request WHERE status = 'answered'")
    op.execute(f"ALTER TABLE {REQUEST} ADD CONSTRAINT {FIRST_CHECK} CHECK ({BEFORE}) NOT VALID")
    for column in _columns():
        op.drop_column(REQUEST, column.name)


def _check(name: str, check: str) -> None:
    op.execute(
        f"ALTER TABLE {REQUEST} ADD CONSTRAINT support_request_{name}_check"
        f" CHECK ({check}) NOT VALID"
    )


def _columns() -> Iterator[sa.Column[Any]]:
    yield sa.Column("handover_route", sa.Text)
    yield sa.Column("handover_unit_id", sa.Uuid)
    yield sa.Column("answer_outcome", sa.Text)
    yield sa.Column("answer_text", sa.Text)
    yield sa.Column("answered_at", MOMENT)
    yield sa.Column("is_about_safety", sa.Boolean, nullable=False, server_default=sa.false())


def _criteria() -> None:
    op.create_table(
        "criteria",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("points", ARRAY(sa.Text()), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", "kind", "version", name="criteria_pkey"),
        sa.ForeignKeyConstraint(["alliance_id"], ["alliance.id"], name="criteria_alliance_id_fkey"),
        sa.CheckConstraint("cardinality(points) > 0", name=op.f("criteria_points_check")),
    )


def _decisions() -> None:
    op.create_table(
        "desk_decision",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("support_request_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("criteria_version", sa.Integer, nullable=False),
        sa.Column("points", ARRAY(sa.SmallInteger()), nullable=False),
        sa.Column("decided_by", sa.Uuid, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("is_read_twice", sa.Boolean, nullable=False),
        sa.Column("second_kind", sa.Text),
        sa.Column("second_by", sa.Uuid),
        sa.Column("second_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="desk_decision_pkey"),
        sa.ForeignKeyConstraint(
            ["support_request_id"],
            ["support_request.id"],
            name="desk_decision_support_request_id_fkey",
        ),
        sa.CheckConstraint(
            "num_nonnulls(second_kind, second_by, second_at) IN (0, 3)"
            " AND (second_by IS NULL OR is_read_twice AND second_by <> decided_by)",
            name=op.f("desk_decision_second_reading_check"),
        ),
    )
    op.create_index("desk_decision_support_request_id_ix", "desk_decision", ["support_request_id"])
    op.create_index(
        "desk_decision_decided_ix", "desk_decision", ["alliance_id", "decided_at", "id"]
    )


def _stand_ins() -> None:
    op.create_table(
        "stand_in",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("away", sa.Uuid, nullable=False),
        sa.Column("deputy", sa.Uuid, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("set_by", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("id", name="stand_in_pkey"),
        sa.ForeignKeyConstraint(["away"], ["person.id"], name="stand_in_away_fkey"),
        sa.ForeignKeyConstraint(["deputy"], ["person.id"], name="stand_in_deputy_fkey"),
        sa.CheckConstraint(
            "away <> deputy AND first_day <= last_day", name=op.f("stand_in_days_check")
        ),
    )
    op.create_index("stand_in_deputy_ix", "stand_in", ["deputy"])
    op.create_index("stand_in_away_ix", "stand_in", ["alliance_id", "away", "last_day"])
