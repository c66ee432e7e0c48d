"""What a signal became is found by its id, so that the other side can point back to the signal."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, and fill it from where the answered ones stand."""
    op.add_column("signal", sa.Column("became_id", sa.Uuid))
    op.execute("""
        UPDATE signal SET became_id = coalesce(
            standing -> 'outcome' ->> 'support_request_id',
            standing -> 'outcome' ->> 'spell_id',
            standing -> 'outcome' ->> 'registration_id'
        )::uuid
        WHERE status = 'answered'
    """)
    op.execute(
        "-- squawk-ignore require-concurrent-index-creation\n"
        "CREATE INDEX signal_became_id_ix ON signal (became_id)"
    )


def downgrade() -> None:
    """Drop it; the standing still tells."""
    op.drop_column("signal", "became_id")
