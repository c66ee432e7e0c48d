"""The schema `bus` that every service's database has: outbox, log, cursors, guards and holds.

A service's migrations install it, a version each. Nothing here has row-level security: only the
worker reads it, and who may do what is said by the grants. A version, once released, stays as it is.
"""

from collections.abc import Callable, Iterator

OUTBOX = """
CREATE TABLE bus.outbox (
    id bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
    part smallint NOT NULL CHECK (part BETWEEN 0 AND 15),
    event_id uuid NOT NULL,
    source text NOT NULL,
    alliance_id uuid NOT NULL,
    unit_id uuid,
    agg_type text NOT NULL,
    agg_id uuid NOT NULL,
    agg_seq bigint NOT NULL CHECK (agg_seq > 0),
    type text NOT NULL,
    occurred_at timestamptz NOT NULL,
    correlation_id uuid NOT NULL,
    causation_id uuid,
    traceparent text,
    data jsonb NOT NULL
) WITH (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 2000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000,
    autovacuum_vacuum_cost_delay = 0
)
"""
"""Rows live for milliseconds. CACHE 1 is part of the proof: an id is drawn under the row's lock."""

EVENT_LOG = """
CREATE TABLE bus.event_log (
    part smallint NOT NULL CHECK (part BETWEEN 0 AND 15),
    pos bigint NOT NULL CHECK (pos > 0),
    event_id uuid NOT NULL UNIQUE,
    source text NOT NULL,
    alliance_id uuid NOT NULL,
    unit_id uuid,
    agg_type text NOT NULL,
    agg_id uuid NOT NULL,
    agg_seq bigint NOT NULL,
    type text NOT NULL,
    occurred_at timestamptz NOT NULL,
    logged_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    correlation_id uuid NOT NULL,
    causation_id uuid,
    traceparent text,
    data jsonb NOT NULL,
    PRIMARY KEY (part, pos),
    UNIQUE (agg_id, agg_seq)
)
"""
"""Append-only, gapless per part, one writer; a double event is a constraint error."""

LOG_HEAD = """
CREATE TABLE bus.log_head (
    part smallint PRIMARY KEY,
    pos bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50)
"""

LOG_LEASE = """
CREATE TABLE bus.log_lease (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    epoch bigint NOT NULL DEFAULT 0,
    owner text NOT NULL DEFAULT '',
    lease_until timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 50)
"""
"""Who may append to the log until when (database time); the epoch fences whoever came before."""

SINK_CURSOR = """
CREATE TABLE bus.sink_cursor (
    sink text NOT NULL,
    part smallint NOT NULL,
    pos bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (sink, part)
) WITH (fillfactor = 50)
"""

CONSUMER_CURSOR = """
CREATE TABLE bus.consumer_cursor (
    consumer text NOT NULL,
    source text NOT NULL,
    part smallint NOT NULL,
    pos bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (consumer, source, part)
) WITH (fillfactor = 50)
"""

APPLIED = """
CREATE TABLE bus.applied (
    consumer text NOT NULL,
    agg_id uuid NOT NULL,
    agg_seq bigint NOT NULL,
    PRIMARY KEY (consumer, agg_id)
) WITH (fillfactor = 80)
"""
"""The last event of each aggregate that an ordered consumer has dealt with."""

INBOX = """
CREATE TABLE bus.inbox (
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    processed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consumer, event_id)
)
"""
"""What an independent consumer has dealt with."""

HELD_EVENT = """
CREATE TABLE bus.held_event (
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    source text,
    part smallint,
    pos bigint,
    agg_id uuid,
    agg_seq bigint,
    type text,
    state text NOT NULL CHECK (state IN ('retry', 'gap', 'parked', 'released', 'discarded')),
    attempt integer NOT NULL DEFAULT 0,
    next_at timestamptz,
    error_class text NOT NULL,
    error text NOT NULL DEFAULT '',
    body bytea NOT NULL,
    first_failed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    resolved_by text,
    resolved_at timestamptz,
    reason text,
    PRIMARY KEY (consumer, event_id)
)
"""
"""Events that wait. `error` holds names of exception classes only; texts may hold personal data."""

FEED = """
CREATE FUNCTION bus.feed(after bigint[], max_rows integer)
RETURNS SETOF bus.event_log
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    WITH fair AS (
        SELECT e.part, e.pos
        FROM generate_series(0, 15) AS p(part)
        CROSS JOIN LATERAL (
            SELECT l.part, l.pos FROM bus.event_log AS l
            WHERE l.part = p.part::smallint AND l.pos > after[p.part + 1]
            ORDER BY l.pos LIMIT max_rows
        ) AS e
        ORDER BY e.pos - after[e.part + 1] LIMIT max_rows
    )
    SELECT l.* FROM fair JOIN bus.event_log AS l USING (part, pos) ORDER BY l.part, l.pos
$$
"""
"""At most `max_rows` of the log after a position per part (`after[1]` is part 0).

Each part gives a prefix, by turns, so that a busy one does not starve the others.
"""

TABLES = (OUTBOX, EVENT_LOG, LOG_HEAD, LOG_LEASE, SINK_CURSOR, CONSUMER_CURSOR, APPLIED, INBOX)

INDEXES = (
    "CREATE INDEX held_due ON bus.held_event (next_at) WHERE state = 'retry'",
    "CREATE INDEX held_open ON bus.held_event (consumer, agg_id, agg_seq)"
    " WHERE state IN ('retry', 'gap', 'parked')",
)

ROWS = (
    "INSERT INTO bus.log_head (part) SELECT generate_series(0, 15)",
    "INSERT INTO bus.log_lease DEFAULT VALUES",
    "INSERT INTO bus.sink_cursor (sink, part) SELECT 'amqp', generate_series(0, 15)",
)

GRANTS = (
    "REVOKE ALL ON SCHEMA bus FROM PUBLIC",
    "REVOKE ALL ON FUNCTION bus.feed(bigint[], integer) FROM PUBLIC",
    "GRANT USAGE ON SCHEMA bus TO {service}_app, {service}_worker, {service}_feed",
    "GRANT EXECUTE ON FUNCTION bus.feed(bigint[], integer) TO {service}_worker, {service}_feed",
    "GRANT INSERT ON bus.outbox TO {service}_app",
    "GRANT SELECT, INSERT, DELETE ON bus.outbox TO {service}_worker",
    "GRANT SELECT, INSERT ON bus.event_log TO {service}_worker",
    "GRANT SELECT, UPDATE ON bus.log_head, bus.log_lease TO {service}_worker",
    "GRANT SELECT, INSERT, UPDATE ON bus.sink_cursor, bus.consumer_cursor, bus.applied,"
    " bus.held_event TO {service}_worker",
    "GRANT SELECT, INSERT, DELETE ON bus.inbox TO {service}_worker",
)


def statements_v1(service: str) -> Iterator[str]:
    """Give the statements of version 1, in order; the roles `<service>_…` must exist."""
    yield "CREATE SCHEMA bus"
    yield from TABLES
    yield HELD_EVENT
    yield from INDEXES
    yield FEED
    yield from ROWS
    yield from (grant.format(service=service) for grant in GRANTS)


def install_v1(execute: Callable[[str], object], *, service: str) -> None:
    """Install version 1 with `execute`, which takes one statement at a time."""
    for statement in statements_v1(service):
        execute(statement.strip())


def remove_v1(execute: Callable[[str], object]) -> None:
    """Remove the schema and everything in it."""
    execute("DROP SCHEMA bus CASCADE")


LOG_COUNT = """
CREATE TABLE bus.log_count (
    part smallint NOT NULL,
    agg_type text NOT NULL,
    events bigint NOT NULL,
    PRIMARY KEY (part, agg_type)
) WITH (fillfactor = 50)
"""
"""How many events the log holds, per part and type of aggregate."""

COUNT_LOGGED = """
CREATE FUNCTION bus.count_logged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO bus.log_count AS c (part, agg_type, events)
    SELECT part, agg_type, count(*) FROM logged GROUP BY part, agg_type
    ON CONFLICT (part, agg_type) DO UPDATE SET events = c.events + excluded.events;
    RETURN NULL;
END
$$
"""
"""By a trigger: a sequencer of the release before counts too, until it has been replaced."""

COUNTS = (
    LOG_COUNT,
    COUNT_LOGGED,
    "REVOKE ALL ON FUNCTION bus.count_logged() FROM PUBLIC",
    "CREATE TRIGGER count_logged AFTER INSERT ON bus.event_log"
    " REFERENCING NEW TABLE AS logged FOR EACH STATEMENT EXECUTE FUNCTION bus.count_logged()",
    "INSERT INTO bus.log_count SELECT part, agg_type, count(*) FROM bus.event_log GROUP BY 1, 2",
)
"""The trigger's lock keeps the sequencer waiting while what was there before is counted."""

# A consumer that read before starts from nothing here: the first watermark has it read all once
# more, which its guard makes harmless.
CURSOR_COUNTS = (
    "ALTER TABLE bus.consumer_cursor ADD COLUMN seen bigint NOT NULL DEFAULT 0",
    "ALTER TABLE bus.consumer_cursor ADD COLUMN safe_pos bigint NOT NULL DEFAULT 0",
    "ALTER TABLE bus.consumer_cursor ADD COLUMN safe_seen bigint NOT NULL DEFAULT 0",
    "ALTER TABLE bus.consumer_cursor ADD COLUMN bound text NOT NULL DEFAULT ''",
)
"""`seen` counts the events that were dealt with or held, of the aggregates in `bound`.

Up to `safe_pos` nothing is missing; so many (`safe_seen`) they were.
"""

WORKER = """
CREATE TABLE bus.worker (
    name text PRIMARY KEY,
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50)
"""
"""Who works on this service's events, so that they can share; a row that is old is of the past."""

GRANTS_V2 = (
    "GRANT SELECT, INSERT, UPDATE, DELETE ON bus.worker TO {service}_worker",
    "GRANT SELECT ON bus.log_count TO {service}_worker",
    "GRANT DELETE ON bus.held_event TO {service}_worker",
)


def install_v2(execute: Callable[[str], object], *, service: str) -> None:
    """Add counts of the log and of what each consumer has seen of it, and who works here."""
    grants = (grant.format(service=service) for grant in GRANTS_V2)
    for statement in (*COUNTS, *CURSOR_COUNTS, WORKER, *grants):
        execute(statement.strip())


def remove_v2(execute: Callable[[str], object], *, service: str) -> None:
    """Take back to version 1."""
    execute("DROP TABLE bus.worker")
    execute(f"REVOKE DELETE ON bus.held_event FROM {service}_worker")
    for column in ("bound", "safe_seen", "safe_pos", "seen"):
        execute(f"ALTER TABLE bus.consumer_cursor DROP COLUMN {column}")
    execute("DROP TRIGGER count_logged ON bus.event_log")
    execute("DROP FUNCTION bus.count_logged()")
    execute("DROP TABLE bus.log_count")
