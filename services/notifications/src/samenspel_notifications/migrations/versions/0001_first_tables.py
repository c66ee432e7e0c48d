"""The contact directory, mailings, messages with their attempts, the queue and the mailbox."""

from alembic import op

from samenspel_messaging import schema
from samenspel_platform import idempotency
from samenspel_platform.migrating import tenant_table

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SERVICE = "notifications"

TABLES = (
    """
    CREATE TABLE contact_directory (
        contact_id uuid NOT NULL CONSTRAINT contact_directory_pkey PRIMARY KEY,
        alliance_id uuid NOT NULL,
        kind text NOT NULL,
        pupil_id uuid,
        school_id uuid,
        name text NOT NULL,
        email text,
        language text NOT NULL,
        has_authority boolean NOT NULL
    )""",
    """
    CREATE TABLE mailing (
        id uuid NOT NULL CONSTRAINT mailing_pkey PRIMARY KEY,
        alliance_id uuid NOT NULL,
        unit_id uuid,
        template text NOT NULL,
        link_id uuid NOT NULL,
        pupil_id uuid NOT NULL,
        school_id uuid,
        answer_by date,
        created_at timestamptz NOT NULL
    )""",
    """
    CREATE TABLE message (
        id uuid NOT NULL CONSTRAINT message_pkey PRIMARY KEY,
        alliance_id uuid NOT NULL,
        unit_id uuid,
        part smallint NOT NULL,
        row_version integer NOT NULL,
        event_seq integer NOT NULL,
        mailing_id uuid NOT NULL
            CONSTRAINT message_mailing_id_fkey REFERENCES mailing (id),
        contact_id uuid NOT NULL
            CONSTRAINT message_contact_id_fkey REFERENCES contact_directory (contact_id),
        audience text NOT NULL,
        state text NOT NULL,
        created_at timestamptz NOT NULL,
        due_at timestamptz,
        sent_at timestamptz,
        failures smallint NOT NULL,
        CONSTRAINT message_mailing_id_contact_id_key UNIQUE (mailing_id, contact_id),
        CONSTRAINT message_due_while_open_check CHECK
            ((due_at IS NOT NULL) = (state IN ('queued', 'sending', 'temporary-failure'))),
        CONSTRAINT message_sent_when_sent_check CHECK ((sent_at IS NOT NULL) = (state = 'sent'))
    )""",
    """
    CREATE TABLE attempt (
        message_id uuid NOT NULL CONSTRAINT attempt_message_id_fkey REFERENCES message (id),
        number smallint NOT NULL,
        alliance_id uuid NOT NULL,
        at timestamptz NOT NULL,
        result text,
        smtp_code smallint,
        CONSTRAINT attempt_pkey PRIMARY KEY (message_id, number)
    )""",
    """
    CREATE TABLE delivery_due (
        message_id uuid NOT NULL CONSTRAINT delivery_due_pkey PRIMARY KEY,
        alliance_id uuid NOT NULL,
        due_at timestamptz NOT NULL,
        lease_until timestamptz,
        lease_token uuid
    )""",
    """
    CREATE TABLE mailbox_entry (
        message_id uuid NOT NULL CONSTRAINT mailbox_entry_pkey PRIMARY KEY,
        alliance_id uuid NOT NULL,
        received_at timestamptz NOT NULL,
        content bytea NOT NULL
    )""",
)
INDEXES = (
    ("contact_directory", "alliance_id"),
    ("contact_directory", "pupil_id"),
    ("contact_directory", "school_id"),
    ("mailing", "alliance_id"),
    ("mailing", "pupil_id"),
    ("mailing", "school_id"),
    ("message", "alliance_id"),
    ("message", "unit_id"),
    ("message", "contact_id"),
    ("attempt", "alliance_id"),
    ("delivery_due", "due_at"),
    ("mailbox_entry", "alliance_id"),
)
TENANT_TABLES = ("contact_directory", "mailing", "message", "attempt", "mailbox_entry")


def upgrade() -> None:
    """Make the schema; the app role may only read, as all writing is the worker's."""
    schema.install_v1(op.execute, service=SERVICE)
    idempotency.install(service=SERVICE)
    for table in TABLES:
        op.execute(table)
    for table, column in INDEXES:
        op.execute(f"CREATE INDEX {table}_{column}_ix ON {table} ({column})")
    for table in TENANT_TABLES:
        tenant_table(table, service=SERVICE, app="SELECT")
    # the worker looks for due rows of all alliances at once; the rows say nothing of anyone
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON delivery_due TO {SERVICE}_worker")


def downgrade() -> None:
    """Drop everything."""
    for table in ("mailbox_entry", "delivery_due", "attempt", "message", "mailing"):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP TABLE contact_directory")
    idempotency.remove()
    schema.remove_v1(op.execute)
