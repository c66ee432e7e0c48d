"""The register, people, pupils with their contacts, and support requests."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from samenspel_messaging import schema
from samenspel_platform import idempotency
from samenspel_platform.migrating import public_table, tenant_table

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SERVICE = "intake"
PUBLIC = ("alliance", "school_location", "unit", "school")
TENANT = ("rule_record", "person", "pupil", "contact", "support_request")
TEXTS = ARRAY(sa.Text())
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; requests read the register, only commands of the worker role write it."""
    schema.install_v1(op.execute, service=SERVICE)
    idempotency.install(service=SERVICE)
    _register()
    _people_and_pupils()
    _support_requests()
    for table in PUBLIC:
        public_table(table, service=SERVICE, app="SELECT")
    for table in TENANT:
        tenant_table(table, service=SERVICE)


def downgrade() -> None:
    """Drop everything."""
    for table in (*reversed(TENANT), *reversed(PUBLIC)):
        op.drop_table(table)
    idempotency.remove()
    schema.remove_v1(op.execute)


def _register() -> None:
    op.create_table(
        "alliance",
        sa.Column("id", sa.Uuid, nullable=False),
        *_texts("number", "name"),
        sa.PrimaryKeyConstraint("id", name="alliance_pkey"),
        sa.UniqueConstraint("number", name="alliance_number_key"),
    )
    op.create_table(
        "rule_record",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("moves_to_working_day", sa.Boolean, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", "key", "version", name="rule_record_pkey"),
        _refers("rule_record", "alliance_id", "alliance.id"),
        sa.CheckConstraint("value >= 1", name="rule_record_value_check"),
    )
    op.create_table(
        "school_location",
        *_texts("code", "name", "board_number", "street", "house_number"),
        sa.Column("house_number_damaged", sa.Boolean, nullable=False),
        *_texts("postcode", "place", "correspondence_street", "correspondence_house_number"),
        sa.Column("correspondence_house_number_damaged", sa.Boolean, nullable=False),
        *_texts("correspondence_postcode", "correspondence_place", "municipality_code"),
        *_texts("municipality_name", "denomination", "phone", "website"),
        sa.PrimaryKeyConstraint("code", name="school_location_pkey"),
    )
    _index("school_location", "municipality_code")
    op.create_table(
        "unit",
        *_aggregate("unit"),
        *_texts("slug", "name", "alliance_name"),
        sa.Column("municipalities", TEXTS, nullable=False),
        sa.Column("brins", TEXTS, nullable=False),
    )
    op.create_index("unit_alliance_id_slug_key", "unit", ["alliance_id", "slug"], unique=True)
    op.create_table(
        "school",
        *_aggregate("school"),
        *_texts("location_code", "name", "municipality_code", "place"),
        sa.UniqueConstraint("location_code", name="school_location_code_key"),
        _refers("school", "location_code", "school_location.code"),
    )
    for table in ("unit", "school"):
        _index(table, "alliance_id")
        _index(table, "unit_id")


def _people_and_pupils() -> None:
    op.create_table(
        "person",
        *_aggregate("person"),
        *_texts("name", "role"),
        sa.Column("email", sa.Text),
        sa.Column("school_id", sa.Uuid),
        sa.Column("pupil_ids", ARRAY(sa.Uuid()), nullable=False),
        _refers("person", "school_id", "school.id"),
    )
    op.create_table(
        "pupil",
        *_aggregate("pupil"),
        *_texts("given_name", "family_name"),
        sa.Column("birth_date", sa.Date),
        sa.Column("school_id", sa.Uuid),
        sa.Column("municipality_code", sa.Text),
        sa.Column("has_reachable_parent", sa.Boolean, nullable=False),
        sa.Column("missing", TEXTS, nullable=False),
        sa.Column("completion_holder_kind", sa.Text),
        sa.Column("completion_holder_id", sa.Uuid),
        sa.Column("completion_due_on", sa.Date),
        _refers("pupil", "school_id", "school.id"),
        sa.CheckConstraint(
            "num_nonnulls(completion_holder_kind, completion_holder_id, completion_due_on)"
            " = CASE WHEN cardinality(missing) > 0 THEN 3 ELSE 0 END",
            name="pupil_accountable_check",
        ),
    )
    op.create_table(
        "contact",
        *_aggregate("contact"),
        *_texts("kind", "name", "language"),
        sa.Column("email", sa.Text),
        sa.Column("has_authority", sa.Boolean, nullable=False),
        sa.Column("pupil_id", sa.Uuid),
        sa.Column("school_id", sa.Uuid),
        _refers("contact", "pupil_id", "pupil.id"),
        _refers("contact", "school_id", "school.id"),
        sa.CheckConstraint(
            "kind = 'parent' AND pupil_id IS NOT NULL AND school_id IS NULL"
            " OR kind = 'school' AND school_id IS NOT NULL AND pupil_id IS NULL",
            name="contact_of_whom_check",
        ),
    )
    _index("contact", "pupil_id")
    for table in ("person", "pupil", "contact"):
        for column in ("alliance_id", "unit_id", "school_id"):
            _index(table, column)


def _support_requests() -> None:
    op.create_table(
        "support_request",
        *_aggregate("support_request"),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        *_texts("kind", "question", "already_tried"),
        sa.Column("parents_informed", sa.Boolean, nullable=False),
        *_texts("age_band"),
        sa.Column("submitted_at", MOMENT, nullable=False),
        sa.Column("submitted_by", sa.Uuid, nullable=False),
        *_texts("response_rule"),
        sa.Column("response_rule_version", sa.Integer, nullable=False),
        sa.Column("response_starts_on", sa.Date, nullable=False),
        sa.Column("response_last_day", sa.Date, nullable=False),
        *_texts("status"),
        sa.Column("holder_kind", sa.Text),
        sa.Column("holder_id", sa.Uuid),
        sa.Column("next_action_kind", sa.Text),
        sa.Column("next_action_due_on", sa.Date),
        sa.Column("handover_id", sa.Uuid),
        sa.Column("handover_offered_at", MOMENT),
        sa.Column("handover_answer_by", sa.Date),
        sa.Column("case_id", sa.Uuid),
        sa.Column("withdrawal_reason", sa.Text),
        _refers("support_request", "pupil_id", "pupil.id"),
        _refers("support_request", "school_id", "school.id"),
        *_support_request_checks(),
    )
    for column in ("alliance_id", "unit_id", "pupil_id", "school_id"):
        _index("support_request", column)
    for name, column in (("due", "next_action_due_on"), ("submitted", "submitted_at")):
        op.create_index(
            f"support_request_{name}_ix", "support_request", ["alliance_id", column, "id"]
        )


def _support_request_checks() -> tuple[sa.CheckConstraint, ...]:
    checks = {
        "status": "status IN ('submitted', 'handover-offered', 'handed-over', 'withdrawn')",
        "accountable": (
            "num_nonnulls(holder_kind, holder_id, next_action_kind, next_action_due_on)"
            " = CASE WHEN status IN ('submitted', 'handover-offered') THEN 4 ELSE 0 END"
        ),
        "handover": (
            "num_nonnulls(handover_id, handover_offered_at, handover_answer_by) = 3"
            " OR status <> 'handover-offered'"
        ),
        "ending": (
            "(case_id IS NOT NULL) = (status = 'handed-over')"
            " AND (withdrawal_reason IS NOT NULL) = (status = 'withdrawn')"
        ),
    }
    return tuple(
        sa.CheckConstraint(rule, name=f"support_request_{name}_check")
        for name, rule in checks.items()
    )


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


def _texts(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=False) for name in names)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    """A pupil may be written later than what refers to it, in the same transaction."""
    name = f"{table}_{column}_fkey"
    if to != "pupil.id":
        return sa.ForeignKeyConstraint([column], [to], name=name)
    return sa.ForeignKeyConstraint([column], [to], name=name, deferrable=True, initially="DEFERRED")


def _index(table: str, column: str) -> None:
    op.create_index(f"{table}_{column}_ix", table, [column])
