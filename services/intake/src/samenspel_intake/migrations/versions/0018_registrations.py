"""Registrations: the duty of care that runs, where its papers lie, requests that go with it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table
from samenspel_platform.open_item_columns import open_item_columns

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SERVICE = "intake"
MOMENT = sa.DateTime(timezone=True)
NEVER_CHANGED = "SELECT, INSERT"


def upgrade() -> None:
    """Make the tables."""
    _registrations()
    _papers()
    _requests()


def downgrade() -> None:
    """Drop them."""
    for table in ("registration_request", "registration_paper", "registration"):
        op.drop_table(table)


def _registrations() -> None:
    op.create_table(
        "registration",
        *open_item_columns("registration", "ended"),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("confirmed_on", sa.Date),
        sa.Column("entered_by", sa.Uuid, nullable=False),
        sa.Column("filing", JSONB, nullable=False),
        sa.Column("asked", JSONB),
        sa.ForeignKeyConstraint(
            ["pupil_id"],
            ["pupil.id"],
            name="registration_pupil_id_fkey",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="registration_school_id_fkey"),
        sa.CheckConstraint(
            "status IN ('considering', 'deferred', 'at-desk', 'ended')"
            " AND (school_id IS NOT NULL OR status IN ('at-desk', 'ended'))",
            name="registration_status_check",
        ),
    )
    for column in ("alliance_id", "unit_id", "pupil_id", "school_id"):
        op.create_index(f"registration_{column}_ix", "registration", [column])
    op.create_index(
        "registration_received_ix", "registration", ["alliance_id", "received_on", "id"]
    )
    tenant_table("registration", service=SERVICE)


def _papers() -> None:
    op.create_table(
        "registration_paper",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("registration_id", sa.Uuid, nullable=False),
        sa.Column("lies_at", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("id", name="registration_paper_pkey"),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name="registration_paper_registration_id_fkey",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    _indexed("registration_paper")
    tenant_table("registration_paper", service=SERVICE, app=NEVER_CHANGED)


def _requests() -> None:
    op.create_table(
        "registration_request",
        sa.Column("support_request_id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("registration_id", sa.Uuid, nullable=False),
        sa.Column("linked_at", MOMENT, nullable=False),
        sa.Column("linked_by", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("support_request_id", name="registration_request_pkey"),
        sa.ForeignKeyConstraint(
            ["support_request_id"],
            ["support_request.id"],
            name="registration_request_support_request_id_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name="registration_request_registration_id_fkey",
        ),
    )
    _indexed("registration_request")
    tenant_table("registration_request", service=SERVICE)


def _indexed(table: str) -> None:
    for column in ("alliance_id", "registration_id"):
        op.create_index(f"{table}_{column}_ix", table, [column])
