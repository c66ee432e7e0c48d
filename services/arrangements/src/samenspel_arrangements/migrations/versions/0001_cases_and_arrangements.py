"""Cases, arrangements, and what other services told."""

import sqlalchemy as sa
from alembic import op

from samenspel_messaging import schema
from samenspel_platform import idempotency
from samenspel_platform.migrating import public_table, tenant_table

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SERVICE = "arrangements"
MOMENT = sa.DateTime(timezone=True)
PROJECTIONS = ("request_summary", "pupil_directory")
PUBLIC = ("school_directory", "unit_directory")


def upgrade() -> None:
    """Make the tables; requests may read the projections, only the worker writes them."""
    schema.install_v1(op.execute, service=SERVICE)
    idempotency.install(service=SERVICE)
    _cases()
    _arrangements()
    _projections()
    for table in ("support_case", "arrangement"):
        tenant_table(table, service=SERVICE)
    for table in PROJECTIONS:
        tenant_table(table, service=SERVICE, app="SELECT")
    for table in PUBLIC:
        public_table(table, service=SERVICE, app="SELECT")


def downgrade() -> None:
    """Drop everything."""
    for table in (*PUBLIC, *PROJECTIONS, "arrangement", "support_case"):
        op.drop_table(table)
    idempotency.remove()
    schema.remove_v1(op.execute)


def _aggregate(table: str) -> tuple[sa.Column[object] | sa.PrimaryKeyConstraint, ...]:
    return (
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("event_seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"{table}_pkey"),
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(f"{table}_{'_'.join(columns)}_ix", table, list(columns))


def _cases() -> None:
    op.create_table(
        "support_case",
        *_aggregate("support_case"),
        sa.Column("handover_id", sa.Uuid, nullable=False),
        sa.Column("support_request_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("age_band", sa.Text, nullable=False),
        sa.Column("answer_by", sa.Date, nullable=False),
        sa.Column("withdrawal", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("holder_kind", sa.Text),
        sa.Column("holder_id", sa.Uuid),
        sa.Column("holder_name", sa.Text),
        sa.Column("next_action", sa.Text),
        sa.Column("next_action_due_on", sa.Date),
        sa.Column("accepted_at", MOMENT),
        sa.Column("decline_reason", sa.Text),
        sa.Column("decline_note", sa.Text),
        sa.UniqueConstraint("handover_id", name="support_case_handover_id_key"),
        sa.CheckConstraint(
            "state IN ('offered', 'opened', 'declined', 'offer-withdrawn')",
            name="support_case_state_check",
        ),
        sa.CheckConstraint("holder_kind = 'person'", name="support_case_held_by_person_check"),
        sa.CheckConstraint(
            "num_nonnulls(holder_kind, holder_id, holder_name, next_action, next_action_due_on,"
            " accepted_at) = CASE state WHEN 'opened' THEN 6 ELSE 0 END",
            name="support_case_responsible_when_opened_check",
        ),
        sa.CheckConstraint(
            "(state = 'declined') = (decline_reason IS NOT NULL)",
            name="support_case_declined_with_reason_check",
        ),
    )
    for column in ("alliance_id", "unit_id", "support_request_id", "pupil_id", "school_id"):
        _index("support_case", column)
    _index("support_case", "alliance_id", "state")


def _arrangements() -> None:
    op.create_table(
        "arrangement",
        *_aggregate("arrangement"),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("support_request_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("planned_end_on", sa.Date, nullable=False),
        sa.Column("evaluation_on", sa.Date, nullable=False),
        sa.Column("granted_by", sa.Uuid, nullable=False),
        sa.Column("granted_at", MOMENT, nullable=False),
        sa.CheckConstraint("planned_end_on > starts_on", name="arrangement_ends_after_start_check"),
        sa.CheckConstraint(
            "evaluation_on >= starts_on AND evaluation_on < planned_end_on",
            name="arrangement_evaluated_before_end_check",
        ),
    )
    for column in ("alliance_id", "unit_id", "case_id"):
        _index("arrangement", column)


def _projections() -> None:
    op.create_table(
        "request_summary",
        sa.Column("support_request_id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("submitted_on", sa.Date, nullable=False),
        sa.Column("response_last_day", sa.Date, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("support_request_id", name="request_summary_pkey"),
    )
    op.create_table(
        "pupil_directory",
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("given_name", sa.Text, nullable=False),
        sa.Column("family_name", sa.Text, nullable=False),
        sa.Column("birth_date", sa.Date),
        sa.Column("school_id", sa.Uuid),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("pupil_id", name="pupil_directory_pkey"),
    )
    for table, key in (("school_directory", "school_id"), ("unit_directory", "unit_id")):
        op.create_table(
            table,
            sa.Column(key, sa.Uuid, nullable=False),
            sa.Column("name", sa.Text, nullable=False),
            sa.Column("seq", sa.BigInteger, nullable=False),
            sa.PrimaryKeyConstraint(key, name=f"{table}_pkey"),
        )
