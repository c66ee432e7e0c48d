"""Families: addresses and authority, moves, entries of one child, corrections, who changed what."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SERVICE = "intake"
MOMENT = sa.DateTime(timezone=True)
NEVER_CHANGED = "SELECT, INSERT"
CONTACT_CHECKS = {
    "address": "num_nonnulls(street, postcode, place) IN (0, 3)",
    "post": "prefers = 'email' OR street IS NOT NULL",
    "caregiver": "relationship <> 'caregiver' OR NOT has_authority",
    "organisation": "organisation = '' OR relationship = 'guardian'",
}
ACCOUNTABLE = """
    num_nonnulls(holder_kind, holder_id, next_action_kind, next_action_due_on)
    = CASE WHEN status IN ('granted', 'refused') THEN 0 ELSE 4 END
    AND (handover_id IS NULL OR status NOT IN ('granted', 'refused'))
    AND (handover_id IS NULL) = (handover_answer_by IS NULL)"""


def upgrade() -> None:
    """Add what is known of families, and make the tables beside them."""
    op.add_column("pupil", sa.Column("merged_into", sa.Uuid))
    op.execute(
        "ALTER TABLE pupil ADD CONSTRAINT pupil_merged_into_fkey FOREIGN KEY (merged_into)"
        " REFERENCES pupil (id) NOT VALID"
    )
    _check("pupil", "merged", "merged_into <> id")
    _check("pupil", "not_used", "merged_into IS NULL OR cardinality(missing) = 0")
    op.create_index("pupil_merged_into_ix", "pupil", ["merged_into"])
    op.create_index("pupil_birth_date_ix", "pupil", ["alliance_id", "birth_date"])
    op.create_index("pupil_given_name_ix", "pupil", ["alliance_id", sa.text("lower(given_name)")])
    for column in _of_contacts():
        op.add_column("contact", column)
    for name, check in CONTACT_CHECKS.items():
        _check("contact", name, check)
    _authority()
    _moves()
    _merges()
    _matches()
    _corrections()
    _versions()


def downgrade() -> None:
    """Drop them; entries of one child become separate entries again, as they always were."""
    for table in (
        "family_version",
        "correction",
        "pupil_match",
        "pupil_merge",
        "pupil_move",
        "authority_change",
    ):
        op.drop_table(table)
    for name in CONTACT_CHECKS:
        op.drop_constraint(f"contact_{name}_check", "contact")
    for column in _of_contacts():
        op.drop_column("contact", column.name)
    op.drop_index("pupil_given_name_ix", "pupil")
    op.drop_index("pupil_birth_date_ix", "pupil")
    op.drop_constraint("pupil_not_used_check", "pupil")
    op.drop_column("pupil", "merged_into")


def _check(table: str, name: str, check: str) -> None:
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {table}_{name}_check CHECK ({check}) NOT VALID")


def _of_contacts() -> Iterator[sa.Column[Any]]:
    yield sa.Column("relationship", sa.Text, nullable=False, server_default="parent")
    yield sa.Column("organisation", sa.Text, nullable=False, server_default="")
    yield sa.Column("prefers", sa.Text, nullable=False, server_default="email")
    for name in ("street", "postcode", "place"):
        yield sa.Column(name, sa.Text)
    yield sa.Column("child_lives_here", sa.Boolean, nullable=False, server_default=sa.true())
    yield sa.Column("needs_interpreter", sa.Boolean, nullable=False, server_default=sa.false())


def _pupil(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["pupil.id"], name=f"{table}_{column}_fkey", deferrable=True, initially="DEFERRED"
    )


def _authority() -> None:
    op.create_table(
        "authority_change",
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.SmallInteger, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("has_authority", sa.Boolean, nullable=False),
        sa.Column("from_day", sa.Date, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("contact_id", "number", name="authority_change_pkey"),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="authority_change_contact_id_fkey"
        ),
    )
    op.create_index("authority_change_alliance_id_ix", "authority_change", ["alliance_id"])
    tenant_table("authority_change", service=SERVICE, app=NEVER_CHANGED)


def _moves() -> None:
    op.create_table(
        "pupil_move",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("before", JSONB, nullable=False),
        sa.Column("after", JSONB, nullable=False),
        sa.Column("from_day", sa.Date, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Uuid),
        sa.Column("done_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pupil_move_pkey"),
        _pupil("pupil_id", "pupil_move"),
    )
    op.create_index("pupil_move_alliance_id_ix", "pupil_move", ["alliance_id"])
    op.create_index("pupil_move_pupil_id_ix", "pupil_move", ["pupil_id"])
    op.create_index(
        "pupil_move_to_come_ix",
        "pupil_move",
        ["alliance_id", "pupil_id"],
        unique=True,
        postgresql_where=sa.text("done_at IS NULL"),
    )
    tenant_table("pupil_move", service=SERVICE)


def _merges() -> None:
    op.create_table(
        "pupil_merge",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("into_id", sa.Uuid, nullable=False),
        sa.Column("merged_at", MOMENT, nullable=False),
        sa.Column("undone_at", MOMENT),
        sa.Column("details", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pupil_merge_pkey"),
        _pupil("pupil_id", "pupil_merge"),
        _pupil("into_id", "pupil_merge"),
    )
    for column in ("alliance_id", "pupil_id", "into_id"):
        op.create_index(f"pupil_merge_{column}_ix", "pupil_merge", [column])
    op.create_index(
        "pupil_merge_now_ix",
        "pupil_merge",
        ["pupil_id"],
        unique=True,
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    tenant_table("pupil_merge", service=SERVICE)


def _matches() -> None:
    op.create_table(
        "pupil_match",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("one_id", sa.Uuid, nullable=False),
        sa.Column("other_id", sa.Uuid, nullable=False),
        sa.Column("score", sa.SmallInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("suggested_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.Uuid),
        sa.PrimaryKeyConstraint("alliance_id", "one_id", "other_id", name="pupil_match_pkey"),
        sa.ForeignKeyConstraint(["one_id"], ["pupil.id"], name="pupil_match_one_id_fkey"),
        sa.ForeignKeyConstraint(["other_id"], ["pupil.id"], name="pupil_match_other_id_fkey"),
        sa.CheckConstraint("one_id < other_id", name="pupil_match_pair_check"),
        sa.CheckConstraint(
            "state IN ('suggested', 'merged', 'different')", name="pupil_match_state_check"
        ),
        sa.CheckConstraint(
            "num_nonnulls(decided_at, decided_by) = CASE state WHEN 'suggested' THEN 0 ELSE 2 END",
            name="pupil_match_decided_check",
        ),
    )
    op.create_index("pupil_match_other_id_ix", "pupil_match", ["other_id"])
    op.create_index("pupil_match_open_ix", "pupil_match", ["alliance_id", "state", "suggested_at"])
    tenant_table("pupil_match", service=SERVICE)


def _corrections() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("event_seq", sa.Integer, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("holder_kind", sa.Text),
        sa.Column("holder_id", sa.Uuid),
        sa.Column("next_action_kind", sa.Text),
        sa.Column("next_action_due_on", sa.Date),
        sa.Column("handover_id", sa.Uuid),
        sa.Column("handover_answer_by", sa.Date),
        sa.Column("next_look_on", sa.Date),
        sa.Column("breached", JSONB, nullable=False),
        sa.Column("standing", JSONB, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by", sa.Uuid, nullable=False),
        sa.Column("term_rule", sa.Text, nullable=False),
        sa.Column("term_rule_version", sa.Integer, nullable=False),
        sa.Column("term_starts_on", sa.Date, nullable=False),
        sa.Column("term_last_day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="correction_pkey"),
        _pupil("pupil_id", "correction"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="correction_school_id_fkey"),
        sa.CheckConstraint(ACCOUNTABLE, name="correction_accountable_check"),
        sa.CheckConstraint("kind IN ('correct', 'erase')", name="correction_kind_check"),
    )
    for column in ("alliance_id", "unit_id", "pupil_id", "school_id"):
        op.create_index(f"correction_{column}_ix", "correction", [column])
    tenant_table("correction", service=SERVICE)


def _versions() -> None:
    op.create_table(
        "family_version",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("subject_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Uuid),
        sa.Column("state", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", "subject_id", "number", name="family_version_pkey"),
        sa.CheckConstraint("about IN ('pupil', 'contact')", name="family_version_about_check"),
    )
    op.create_index("family_version_pupil_id_ix", "family_version", ["pupil_id"])
    tenant_table("family_version", service=SERVICE, app=NEVER_CHANGED)
