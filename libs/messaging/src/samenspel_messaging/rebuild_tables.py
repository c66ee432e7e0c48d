"""Tables made anew beside those in use: the same in all that the catalogue knows of them.

A copy is made from the catalogue and compared with it, so that nothing can be forgotten: what
can't be copied (a foreign key, a trigger, a view on it) shows as a difference.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

LIVE = "public"

# Names in these texts are relative to the search path, so that two schemas can be compared.
SHAPES = text("""
    SELECT c.relname AS table_name, s.line
    FROM pg_class AS c CROSS JOIN LATERAL (
        SELECT format('%s %s %s %s %s %s', c.relkind, c.relpersistence, c.relowner::regrole,
            c.relrowsecurity, c.relforcerowsecurity, c.reloptions) AS line
        UNION ALL
        SELECT format('column %s %I %s %s %s %s %s %s %s',
            row_number() OVER (ORDER BY a.attnum), a.attname,
            format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
            a.attcollation, a.attacl, pg_get_expr(d.adbin, d.adrelid))
        FROM pg_attribute AS a
        LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL
        SELECT format('constraint %I %s', o.conname, pg_get_constraintdef(o.oid, true))
        FROM pg_constraint AS o WHERE o.conrelid = c.oid
        UNION ALL
        SELECT format('referenced by %s', o.conrelid::regclass)
        FROM pg_constraint AS o WHERE o.confrelid = c.oid
        UNION ALL
        SELECT pg_get_indexdef(i.indexrelid, 0, true) FROM pg_index AS i WHERE i.indrelid = c.oid
        UNION ALL
        SELECT format('policy %I %s %s %s %s %s', p.policyname, p.permissive, p.cmd, p.roles,
            p.qual, p.with_check)
        FROM pg_policies AS p WHERE p.schemaname = :schema AND p.tablename = c.relname
        UNION ALL
        SELECT format('grant %s to %s %s', g.privilege_type, g.grantee::regrole, g.is_grantable)
        FROM aclexplode(c.relacl) AS g
        UNION ALL
        SELECT format('trigger %I', t.tgname)
        FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal
        UNION ALL
        SELECT format('read by %s', r.ev_class::regclass)
        FROM pg_depend AS d JOIN pg_rewrite AS r ON r.oid = d.objid
        WHERE d.classid = 'pg_rewrite'::regclass AND d.refobjid = c.oid AND r.ev_class <> c.oid
    ) AS s
    WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema)
      AND c.relname = ANY(CAST(:tables AS text[]))
""")
COPY = text("""
    SELECT s.statement
    FROM pg_class AS c CROSS JOIN LATERAL (
        SELECT 1 AS step, format('CREATE TABLE %1$I.%3$I (LIKE %2$I.%3$I INCLUDING ALL'
            ' EXCLUDING INDEXES)', CAST(:to AS text), CAST(:live AS text), c.relname) AS statement
        UNION ALL
        SELECT 2, format('ALTER TABLE %I SET (%s)', c.relname, array_to_string(c.reloptions, ', '))
        WHERE c.reloptions IS NOT NULL
        UNION ALL
        SELECT 3, format('ALTER TABLE %I ADD CONSTRAINT %I %s', c.relname, o.conname,
            pg_get_constraintdef(o.oid, true))
        FROM pg_constraint AS o WHERE o.conrelid = c.oid AND o.contype IN ('p', 'u', 'x')
        UNION ALL
        SELECT 4, pg_get_indexdef(i.indexrelid, 0, true)
        FROM pg_index AS i WHERE i.indrelid = c.oid
          AND NOT EXISTS (SELECT FROM pg_constraint AS o WHERE o.conindid = i.indexrelid)
        UNION ALL
        SELECT 5, format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', c.relname)
        WHERE c.relrowsecurity
        UNION ALL
        SELECT 6, format('CREATE POLICY %I ON %I AS %s FOR %s TO %s', p.policyname, c.relname,
            p.permissive, p.cmd, (SELECT string_agg(
                CASE r WHEN 'public' THEN 'PUBLIC' ELSE quote_ident(r) END, ', ')
                FROM unnest(p.roles) AS r))
            || coalesce(' USING (' || p.qual || ')', '')
            || coalesce(' WITH CHECK (' || p.with_check || ')', '')
        FROM pg_policies AS p WHERE p.schemaname = :live AND p.tablename = c.relname
        UNION ALL
        SELECT 7, format('GRANT %s ON %I TO %s', g.privilege_type, c.relname,
            CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END)
        FROM aclexplode(c.relacl) AS g WHERE g.grantee <> c.relowner
    ) AS s
    WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :live)
      AND c.relname = ANY(CAST(:tables AS text[]))
    ORDER BY s.step
""")
MAKE_SCHEMA = text("""
    SELECT format(s.statement, CAST(:schema AS text), CAST(:worker AS text), clock_timestamp())
    FROM unnest(ARRAY['CREATE SCHEMA %1$I', 'GRANT USAGE ON SCHEMA %1$I TO %2$I',
        'COMMENT ON SCHEMA %1$I IS ''%3$s''']) AS s(statement)
""")
BEGAN = text("""
    SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = :schema
""")
EXISTS = text("SELECT count(*) FROM pg_namespace WHERE nspname = :schema")
MOVE = text("""
    SELECT format('ALTER TABLE %I.%I SET SCHEMA %I', CAST(:at AS text), t, CAST(:to AS text))
    FROM unnest(CAST(:tables AS text[])) AS t
""")
LOCK = text("""
    SELECT format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE',
        string_agg(format('%I.%I', CAST(:live AS text), t), ', '))
    FROM unnest(CAST(:tables AS text[])) AS t
""")
ANALYZE = text("""
    SELECT format('ANALYZE %I.%I', CAST(:schema AS text), t)
    FROM unnest(CAST(:tables AS text[])) AS t
""")
DROP = text("SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', CAST(:schema AS text))")
CREATE = text("SELECT format('CREATE SCHEMA %I', CAST(:schema AS text))")

LOOK_IN = text("SELECT set_config('search_path', quote_ident(:schema), true)")
"""Has names mean the tables of a schema, until the transaction ends."""

Shapes = Mapping[str, Sequence[str]]
"""What the catalogue says of each table, in lines."""


class CannotCopy(Exception):
    """A table has something that a copy would not have; the text names it."""


async def look_in(conn: AsyncConnection, schema: str) -> None:
    """Have names mean the tables of a schema, until the transaction ends."""
    await conn.execute(LOOK_IN, {"schema": schema})


async def shapes(conn: AsyncConnection, schema: str, tables: Sequence[str]) -> Shapes:
    """Describe tables, apart from the schema that they are in."""
    await look_in(conn, schema)
    found = defaultdict(list)
    for row in await conn.execute(SHAPES, {"schema": schema, "tables": list(tables)}):
        found[row.table_name].append(row.line)
    return {table: sorted(lines) for table, lines in found.items()}


async def began(conn: AsyncConnection, schema: str) -> str | None:
    """Give when the copy in a schema was begun (PostgreSQL's notation); None if there is none."""
    moment: str | None = await conn.scalar(BEGAN, {"schema": schema})
    return moment


async def make_copy(
    conn: AsyncConnection, schema: str, tables: Sequence[str], *, worker: str
) -> None:
    """Make a schema with empty copies of the tables, for the role `worker` to fill.

    CannotCopy if they would differ.
    """
    await look_in(conn, LIVE)
    copies = await conn.scalars(COPY, {"live": LIVE, "to": schema, "tables": list(tables)})
    statements = list(await conn.scalars(MAKE_SCHEMA, {"schema": schema, "worker": worker}))
    statements += copies
    await look_in(conn, schema)
    for statement in statements:
        await conn.exec_driver_sql(statement)
    await check_same(conn, schema, tables)


async def check_same(conn: AsyncConnection, schema: str, tables: Sequence[str]) -> None:
    """Raise CannotCopy unless the tables in use and the copies are of one shape."""
    live, copy = await shapes(conn, LIVE, tables), await shapes(conn, schema, tables)
    for table in tables:
        differing = set(live.get(table, ())) ^ set(copy.get(table, ()))
        if differing or table not in live:
            raise CannotCopy("; ".join([table, *sorted(differing)]))


async def put_in_place(
    conn: AsyncConnection, schema: str, tables: Sequence[str], *, old: str
) -> None:
    """Swap: the tables in use go to schema `old`, those of `schema` into use."""
    names = {"tables": list(tables)}
    await conn.exec_driver_sql(str(await conn.scalar(LOCK, {"live": LIVE, **names})))
    for at, to in ((LIVE, old), (schema, LIVE)):
        for statement in list(await conn.scalars(MOVE, {"at": at, "to": to, **names})):
            await conn.exec_driver_sql(statement)


async def analyze(conn: AsyncConnection, schema: str, tables: Sequence[str]) -> None:
    """Tell the planner about freshly filled tables."""
    for statement in list(await conn.scalars(ANALYZE, {"schema": schema, "tables": list(tables)})):
        await conn.exec_driver_sql(statement)


async def drop(conn: AsyncConnection, schema: str) -> bool:
    """Drop a schema with all that is in it; tell whether it was there."""
    found = bool(await conn.scalar(EXISTS, {"schema": schema}))
    await conn.exec_driver_sql(str(await conn.scalar(DROP, {"schema": schema})))
    return found


async def create(conn: AsyncConnection, schema: str) -> None:
    """Make an empty schema."""
    await conn.exec_driver_sql(str(await conn.scalar(CREATE, {"schema": schema})))
