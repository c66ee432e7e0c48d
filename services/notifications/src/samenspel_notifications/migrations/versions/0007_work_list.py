"""The work list, with what pupils and schools are called."""

from alembic import op

from samenspel_platform.migrating import tenant_table

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SERVICE = "notifications"

TABLES = (
    """
    CREATE TABLE work_item (
        alliance_id uuid NOT NULL,
        id uuid NOT NULL,
        kind text NOT NULL,
        unit_id uuid,
        school_id uuid,
        pupil_id uuid,
        case_id uuid,
        holder_kind text,
        holder_id uuid,
        action text NOT NULL,
        due_on date NOT NULL,
        arrived_at timestamptz NOT NULL,
        CONSTRAINT work_item_pkey PRIMARY KEY (alliance_id, id),
        CONSTRAINT work_item_one_holder_check CHECK
            (num_nonnulls(holder_kind, holder_id)
             = CASE kind WHEN 'arrangement' THEN 0 ELSE 2 END),
        CONSTRAINT work_item_case_check CHECK ((kind = 'arrangement') = (case_id IS NOT NULL))
    )""",
    """
    CREATE TABLE work_pupil (
        alliance_id uuid NOT NULL,
        pupil_id uuid NOT NULL,
        given_name text NOT NULL,
        CONSTRAINT work_pupil_pkey PRIMARY KEY (alliance_id, pupil_id)
    )""",
    """
    CREATE TABLE work_school (
        alliance_id uuid NOT NULL,
        school_id uuid NOT NULL,
        name text NOT NULL,
        CONSTRAINT work_school_pkey PRIMARY KEY (alliance_id, school_id)
    )""",
)
INDEXES = {
    "holder": "alliance_id, holder_kind, holder_id",
    "school": "alliance_id, school_id",
    "pupil": "alliance_id, pupil_id",
    "case": "alliance_id, case_id",
}


def upgrade() -> None:
    """Make the tables; requests may only read them."""
    for table in TABLES:
        op.execute(table)
    for name, columns in INDEXES.items():
        op.execute(f"CREATE INDEX work_item_{name}_ix ON work_item ({columns})")
    for table in ("work_item", "work_pupil", "work_school"):
        tenant_table(table, service=SERVICE, app="SELECT")


def downgrade() -> None:
    """Drop them."""
    for table in ("work_school", "work_pupil", "work_item"):
        op.execute(f"DROP TABLE {table}")
