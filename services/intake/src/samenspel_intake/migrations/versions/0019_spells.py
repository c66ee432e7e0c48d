"""Time without education: spells, who decides on a place, and events that partners bring in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from samenspel_platform.migrating import tenant_table
from samenspel_platform.open_item_columns import open_item_columns

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SERVICE, SPELL = "intake", "out_of_education_spell"
MOMENT = sa.DateTime(timezone=True)
NEVER_CHANGED = "SELECT, INSERT"


def upgrade() -> None:
    """Make the tables."""
    _spells()
    _ladders()
    _inbound_events()


def downgrade() -> None:
    """Drop them."""
    for table in ("inbound_event", "decider_ladder", SPELL):
        op.drop_table(table)


def _spells() -> None:
    op.create_table(
        SPELL,
        *open_item_columns(SPELL, "ended"),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("absence", sa.Text),
        sa.Column("report", JSONB, nullable=False),
        sa.Column("told", ARRAY(sa.Text), nullable=False),
        sa.Column("first_action", JSONB),
        sa.Column("school_age", JSONB),
        sa.Column("classes", JSONB, nullable=False),
        sa.Column("missed", JSONB, nullable=False),
        sa.ForeignKeyConstraint(
            ["pupil_id"],
            ["pupil.id"],
            name=f"{SPELL}_pupil_id_fkey",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=f"{SPELL}_school_id_fkey"),
        sa.CheckConstraint(
            "(status <> 'threatening' OR first_day IS NULL)"
            " AND (status <> 'out' OR (first_day IS NOT NULL AND last_day IS NULL))",
            name=f"{SPELL}_days_check",
        ),
    )
    for column in ("alliance_id", "unit_id", "pupil_id", "school_id"):
        op.create_index(f"{SPELL}_{column}_ix", SPELL, [column])
    op.create_index(
        f"{SPELL}_open_ix",
        SPELL,
        ["alliance_id", "pupil_id"],
        unique=True,
        postgresql_where=sa.text("status <> 'ended'"),
    )
    tenant_table(SPELL, service=SERVICE)


def _ladders() -> None:
    op.create_table(
        "decider_ladder",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("municipality_code", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("agreed_on", sa.Date, nullable=False),
        sa.Column("agreement", sa.Text, nullable=False),
        sa.Column("rungs", JSONB, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint(
            "alliance_id", "municipality_code", "version", name="decider_ladder_pkey"
        ),
        sa.CheckConstraint("version >= 1", name="decider_ladder_version_check"),
    )
    tenant_table("decider_ladder", service=SERVICE, app=NEVER_CHANGED)


def _inbound_events() -> None:
    op.create_table(
        "inbound_event",
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("event_id", sa.Text, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("made_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint(
            "alliance_id", "person_id", "source", "event_id", name="inbound_event_pkey"
        ),
    )
    tenant_table("inbound_event", service=SERVICE)
