"""Money for help: ledgers, what was booked, mandates, requests, and what others pay."""

import sqlalchemy as sa
from alembic import op

from samenspel_platform.migrating import tenant_table
from samenspel_platform.open_item_columns import open_item_columns

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SERVICE = "arrangements"
MOMENT = sa.DateTime(timezone=True)
ONLY_ADDED_TO = ("budget_entry", "mandate")
OTHERS = ("budget_ledger", "budget_commitment", "other_payer_line", "money_request")


def upgrade() -> None:
    """Make the tables; nobody but the owner changes or removes what was booked."""
    _ledgers()
    _entries()
    _commitments()
    _mandates()
    _other_payers()
    _requests()
    for table in OTHERS:
        tenant_table(table, service=SERVICE)
    for table in ONLY_ADDED_TO:
        tenant_table(table, service=SERVICE, app="SELECT, INSERT")
        op.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {SERVICE}_worker")


def downgrade() -> None:
    """Drop them."""
    for table in (
        "money_request",
        "other_payer_line",
        "mandate",
        "budget_commitment",
        "budget_entry",
        "budget_ledger",
    ):
        op.drop_table(table)


def _ledgers() -> None:
    op.create_table(
        "budget_ledger",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("event_seq", sa.Integer, nullable=False),
        sa.Column("school_year", sa.Integer, nullable=False),
        *(
            sa.Column(f"{account}_cents", sa.BigInteger, nullable=False)
            for account in ("budget", "free", "committed", "spent", "other_units")
        ),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("budget_ledger_pkey")),
        sa.CheckConstraint(
            "budget_cents + free_cents + committed_cents + spent_cents + other_units_cents = 0",
            name=op.f("budget_ledger_adds_up_check"),
        ),
        *(
            sa.CheckConstraint(f"{account}_cents >= 0", name=op.f(f"budget_ledger_{account}_check"))
            for account in ("free", "committed", "spent")
        ),
    )
    for column in ("alliance_id", "unit_id"):
        op.create_index(op.f(f"budget_ledger_{column}_ix"), "budget_ledger", [column])


def _entries() -> None:
    op.create_table(
        "budget_entry",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("ledger_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("amount_cents", sa.BigInteger, nullable=False),
        sa.Column("taken_from", sa.Text, nullable=False),
        sa.Column("given_to", sa.Text, nullable=False),
        sa.Column("arrangement_id", sa.Uuid),
        sa.Column("reverses", sa.Uuid),
        sa.Column("pair_id", sa.Uuid),
        sa.Column("mandate_version", sa.Integer),
        sa.Column("booked_by", sa.Uuid, nullable=False),
        sa.Column("booked_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("budget_entry_pkey")),
        sa.UniqueConstraint("ledger_id", "number", name=op.f("budget_entry_ledger_id_number_key")),
        sa.UniqueConstraint("reverses", name=op.f("budget_entry_reverses_key")),
        sa.ForeignKeyConstraint(
            ["ledger_id"], ["budget_ledger.id"], name=op.f("budget_entry_ledger_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["reverses"], ["budget_entry.id"], name=op.f("budget_entry_reverses_fkey")
        ),
        sa.CheckConstraint("amount_cents > 0", name=op.f("budget_entry_amount_check")),
        sa.CheckConstraint("taken_from <> given_to", name=op.f("budget_entry_accounts_check")),
        sa.CheckConstraint(
            "(kind = 'reversal') = (reverses IS NOT NULL)", name=op.f("budget_entry_reversal_check")
        ),
    )
    op.create_index(
        "budget_entry_arrangement_id_ix", "budget_entry", ["alliance_id", "arrangement_id"]
    )


def _commitments() -> None:
    op.create_table(
        "budget_commitment",
        sa.Column("ledger_id", sa.Uuid, nullable=False),
        sa.Column("arrangement_id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("open_cents", sa.BigInteger, nullable=False),
        sa.Column("spent_cents", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("ledger_id", "arrangement_id", name=op.f("budget_commitment_pkey")),
        sa.ForeignKeyConstraint(
            ["ledger_id"], ["budget_ledger.id"], name=op.f("budget_commitment_ledger_id_fkey")
        ),
        sa.CheckConstraint("open_cents >= 0", name=op.f("budget_commitment_open_check")),
        sa.CheckConstraint("spent_cents >= 0", name=op.f("budget_commitment_spent_check")),
    )
    op.create_index(
        op.f("budget_commitment_arrangement_id_ix"), "budget_commitment", ["arrangement_id"]
    )


def _mandates() -> None:
    op.create_table(
        "mandate",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("limit_cents", sa.BigInteger),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("alliance_id", "role", "version", name=op.f("mandate_pkey")),
        sa.CheckConstraint("version >= 1", name=op.f("mandate_version_check")),
    )


def _other_payers() -> None:
    op.create_table(
        "other_payer_line",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("arrangement_id", sa.Uuid, nullable=False),
        sa.Column("payer", sa.Text, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("decided_on", sa.Date),
        sa.Column("amount_cents", sa.BigInteger),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("noted_by", sa.Uuid, nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("other_payer_line_pkey")),
        sa.ForeignKeyConstraint(
            ["arrangement_id"],
            ["arrangement.id"],
            name=op.f("other_payer_line_arrangement_id_fkey"),
        ),
        sa.CheckConstraint(
            "(decision = 'awaited') = (decided_on IS NULL)",
            name=op.f("other_payer_line_decided_check"),
        ),
        sa.CheckConstraint("amount_cents > 0", name=op.f("other_payer_line_amount_check")),
    )
    op.create_index(
        op.f("other_payer_line_arrangement_id_ix"), "other_payer_line", ["arrangement_id"]
    )


def _requests() -> None:
    op.create_table(
        "money_request",
        *open_item_columns("money_request", "granted", "refused", "taken-back"),
        sa.Column("arrangement_id", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("school_year", sa.Integer, nullable=False),
        sa.Column("amount_cents", sa.BigInteger, nullable=False),
        sa.Column("obstacle", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Uuid, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["arrangement_id"], ["arrangement.id"], name=op.f("money_request_arrangement_id_fkey")
        ),
        sa.CheckConstraint("amount_cents > 0", name=op.f("money_request_amount_check")),
    )
    for column in ("alliance_id", "unit_id", "arrangement_id", "pupil_id"):
        op.create_index(op.f(f"money_request_{column}_ix"), "money_request", [column])
    op.create_index(
        "money_request_waiting_ix",
        "money_request",
        ["alliance_id", "arrangement_id"],
        unique=True,
        postgresql_where=sa.text("status = 'waiting'"),
    )
    op.create_index(
        "money_request_due_ix",
        "money_request",
        ["alliance_id", "status", "next_action_due_on", "id"],
    )
