"""People with several roles, their sessions, and by what they are found when they log in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from samenspel_platform.migrating import public_table, tenant_table

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SERVICE = "intake"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; each person's one role becomes its first grant, and all are told of it."""
    _grants()
    _log_ins()
    for table in ("role_grant", "log_in"):
        tenant_table(table, service=SERVICE)
    # no wall: whoever logs in is found here before the alliance is known
    public_table("log_in_key", service=SERVICE, app="SELECT, INSERT, DELETE")
    op.execute(GRANTS_OF_PEOPLE)
    op.execute(TELL_OTHERS)
    op.execute("UPDATE person SET event_seq = 1, row_version = row_version + 1 WHERE event_seq = 0")
    # The release before this one was never in use, so no process of it needs them.
    for column in ("role", "school_id", "pupil_ids"):
        op.execute(f"-- squawk-ignore ban-drop-column\nALTER TABLE person DROP COLUMN {column}")


def downgrade() -> None:
    """Go back to one role a person: the first."""
    op.add_column("person", sa.Column("role", sa.Text))
    op.add_column("person", sa.Column("school_id", sa.Uuid))
    op.add_column("person", sa.Column("pupil_ids", ARRAY(sa.Uuid())))
    op.execute(FIRST_GRANTS)
    op.alter_column("person", "role", nullable=False)
    op.alter_column("person", "pupil_ids", nullable=False)
    op.create_foreign_key("person_school_id_fkey", "person", "school", ["school_id"], ["id"])
    op.create_index("person_school_id_ix", "person", ["school_id"])
    for table in ("log_in_key", "log_in", "role_grant"):
        op.drop_table(table)


GRANTS_OF_PEOPLE = """
    INSERT INTO role_grant (id, alliance_id, person_id, number, role, unit_id, school_id, pupil_ids,
                            since)
    SELECT gen_random_uuid(), alliance_id, id, 1, role, unit_id, school_id, pupil_ids,
           current_date - 1
    FROM person
"""
TELL_OTHERS = """
    INSERT INTO bus.outbox (part, event_id, source, alliance_id, unit_id, agg_type, agg_id, agg_seq,
                            type, occurred_at, correlation_id, data)
    SELECT p.part, gen_random_uuid(),
           coalesce((SELECT source FROM bus.event_log LIMIT 1),
                    'urn:nld:oin:00000099000000000000:systeem:samenspel-intake'),
           p.alliance_id, p.unit_id, 'person', p.id, 1,
           'nl.passend-onderwijs.person.access-changed.v1', now(), gen_random_uuid(),
           jsonb_build_object('personId', p.id, 'grants', jsonb_build_array(jsonb_build_object(
               'grantId', g.id, 'role', g.role, 'unitId', g.unit_id, 'schoolId', g.school_id,
               'pupilIds', to_jsonb(g.pupil_ids), 'since', g.since, 'until', NULL)))
    FROM person AS p JOIN role_grant AS g ON g.person_id = p.id
    WHERE p.event_seq = 0
"""
FIRST_GRANTS = """
    UPDATE person AS p SET role = g.role, school_id = g.school_id, pupil_ids = g.pupil_ids
    FROM role_grant AS g WHERE g.person_id = p.id AND g.number = 1
"""


def _grants() -> None:
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.SmallInteger, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("school_id", sa.Uuid),
        sa.Column("pupil_ids", ARRAY(sa.Uuid()), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
        sa.PrimaryKeyConstraint("id", name="role_grant_pkey"),
        _refers("role_grant", "person_id", "person.id"),
        _refers("role_grant", "school_id", "school.id"),
        sa.UniqueConstraint("person_id", "number", name="role_grant_person_id_number_key"),
        sa.CheckConstraint("until >= since", name="role_grant_ends_after_it_begins_check"),
    )
    op.create_index("role_grant_school_id_ix", "role_grant", ["school_id"])


def _log_ins() -> None:
    op.create_table(
        "log_in",
        sa.Column("session_hash", sa.Text, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("grant_id", sa.Uuid, nullable=False),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("session_hash", name="log_in_pkey"),
        _refers("log_in", "person_id", "person.id"),
        _refers("log_in", "grant_id", "role_grant.id"),
    )
    op.create_index("log_in_person_ix", "log_in", ["alliance_id", "person_id", "began_at"])
    op.create_index("log_in_grant_id_ix", "log_in", ["grant_id"])
    op.create_table(
        "log_in_key",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("key_hash", sa.Text, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint(
            "kind", "key_hash", "alliance_id", "person_id", name="log_in_key_pkey"
        ),
        _refers("log_in_key", "person_id", "person.id"),
    )
    op.create_index("log_in_key_person_id_ix", "log_in_key", ["person_id"])


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=f"{table}_{column}_fkey")
