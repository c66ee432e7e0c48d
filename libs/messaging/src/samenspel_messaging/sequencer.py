"""Moves the outbox into the log: one leader, gapless positions, one statement."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_messaging import failpoints

BATCH = 500

ACQUIRE = text("""
    UPDATE bus.log_lease
    SET epoch = epoch + 1, owner = :owner,
        lease_until = clock_timestamp() + make_interval(secs => :seconds)
    WHERE lease_until < clock_timestamp()
    RETURNING epoch
""")
RENEW = text("""
    UPDATE bus.log_lease SET lease_until = clock_timestamp() + make_interval(secs => :seconds)
    WHERE epoch = :epoch AND lease_until > clock_timestamp()
    RETURNING epoch
""")
RELEASE = text("UPDATE bus.log_lease SET lease_until = '-infinity' WHERE epoch = :epoch")

WAITING = text("SELECT EXISTS (SELECT 1 FROM bus.outbox)")

# The lock on the lease row comes first: a statement of an older epoch that waited for it finds
# another epoch and moves nothing; one of this epoch has seen all that its predecessor moved.
MOVE = text("""
    WITH lease AS (
        SELECT epoch FROM bus.log_lease
        WHERE epoch = :epoch AND lease_until > clock_timestamp()
        FOR UPDATE
    ), pick AS (
        SELECT id FROM bus.outbox WHERE EXISTS (SELECT 1 FROM lease) ORDER BY id LIMIT :limit
    ), moved AS (
        DELETE FROM bus.outbox AS o USING pick WHERE o.id = pick.id RETURNING o.*
    ), numbered AS (
        SELECT m.*, h.pos + row_number() OVER (PARTITION BY m.part ORDER BY m.id) AS pos
        FROM moved AS m JOIN bus.log_head AS h ON h.part = m.part
    ), logged AS (
        INSERT INTO bus.event_log (part, pos, event_id, source, alliance_id, unit_id, agg_type,
            agg_id, agg_seq, type, occurred_at, correlation_id, causation_id, traceparent, data)
        SELECT part, pos, event_id, source, alliance_id, unit_id, agg_type,
            agg_id, agg_seq, type, occurred_at, correlation_id, causation_id, traceparent, data
        FROM numbered
        RETURNING part, pos
    ), heads AS (
        UPDATE bus.log_head AS h SET pos = l.pos
        FROM (SELECT part, max(pos) AS pos FROM logged GROUP BY part) AS l
        WHERE h.part = l.part
    )
    SELECT count(*) FROM logged
""")


class Lease:
    """The right to append to a database's log and to relay it; lost when it is not renewed.

    Time is the database's. `epoch` is None while someone else has it.
    """

    def __init__(self, engine: AsyncEngine, *, owner: str, seconds: float = 10.0) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._owner, self._seconds = owner, seconds
        self.epoch: int | None = None

    @property
    def renew_every(self) -> float:
        """Seconds between renewals: a third of its length."""
        return self._seconds / 3

    async def hold(self) -> bool:
        """Renew it, or take it if it is free; tell whether it is ours."""
        async with self._engine.connect() as conn:
            if self.epoch is not None:
                renewal = {"epoch": self.epoch, "seconds": self._seconds}
                self.epoch = await conn.scalar(RENEW, renewal)
            if self.epoch is None:
                claim = {"owner": self._owner, "seconds": self._seconds}
                self.epoch = await conn.scalar(ACQUIRE, claim)
        return self.epoch is not None

    async def give_back(self) -> None:
        """Let someone else take it at once."""
        if self.epoch is None:
            return
        epoch, self.epoch = self.epoch, None
        async with self._engine.connect() as conn:
            await conn.execute(RELEASE, {"epoch": epoch})


class Sequencer:
    """Appends what the outbox holds to the log, as long as the lease is ours."""

    def __init__(self, engine: AsyncEngine, lease: Lease) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._lease = lease

    async def move(self, limit: int = BATCH) -> int:
        """Move up to `limit` events; 0 if there are none or the lease is not ours (any more)."""
        if self._lease.epoch is None:
            return 0
        async with self._engine.connect() as conn:
            if not await conn.scalar(WAITING):  # a look writes nothing; the move locks
                return 0
            values = {"epoch": self._lease.epoch, "limit": limit}
            moved = int(await conn.scalar(MOVE, values) or 0)
        if moved:
            failpoints.reach("after-sequencing")
        return moved
