"""Lists of cases come out of an index in their order; looks at files are forgotten in time."""

from alembic import op

from samenspel_platform import access_log

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SERVICE = "arrangements"
BY_DAY, BY_STATE = "support_case_due_ix", "support_case_alliance_id_state_ix"


def upgrade() -> None:
    """Make the index in the place of one that it makes superfluous; it takes a moment."""
    op.execute(
        "-- squawk-ignore require-concurrent-index-creation\n"
        f"CREATE INDEX {BY_DAY} ON support_case"
        " (alliance_id, state, (coalesce(next_action_due_on, answer_by)), id)"
    )
    op.execute(f"-- squawk-ignore require-concurrent-index-deletion\nDROP INDEX {BY_STATE}")
    access_log.install_forgetting(service=SERVICE)


def downgrade() -> None:
    """Have the index of before; nothing is forgotten any more."""
    access_log.remove_forgetting()
    op.create_index(BY_STATE, "support_case", ["alliance_id", "state"])
    op.drop_index(BY_DAY, "support_case")
