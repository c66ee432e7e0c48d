"""What a session began with, whose an account is, and what an attempt to log in is for."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ONE_PERSON = "log_in_key_one_person_ix"


def upgrade() -> None:
    """Add the columns; in one alliance a key leads to one person, whoever comes first.

    The index takes a moment: the table has a row for each account, address and passkey.
    """
    for table, column in _columns():
        op.add_column(table, column)
    op.execute(
        "-- squawk-ignore require-concurrent-index-creation\n"
        f"CREATE UNIQUE INDEX {ONE_PERSON} ON log_in_key (kind, key_hash, alliance_id)"
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_index(ONE_PERSON, "log_in_key")
    for table, column in _columns():
        op.drop_column(table, column.name)


def _columns() -> Iterator[tuple[str, sa.Column[Any]]]:
    for name in ("issuer", "account_key", "provider_session"):
        yield "log_in", sa.Column(name, sa.Text)
    yield "log_in_key", sa.Column("issuer", sa.Text)
    yield "log_in_key", sa.Column("added_at", sa.DateTime(timezone=True))
    yield "log_in_attempt", sa.Column("grant_id", sa.Uuid)
    yield "log_in_attempt", sa.Column("person_id", sa.Uuid)
    for table in ("log_in", "log_in_attempt"):
        is_strong = sa.Column("is_strong", sa.Boolean, nullable=False, server_default=sa.false())
        yield table, is_strong
    yield "role_grant", sa.Column("account_key", sa.Text)
