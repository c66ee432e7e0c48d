"""What a consumer has dealt with, read and written in the transaction of the effect."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_contracts.envelope import Envelope
from samenspel_kernel.clock import SystemClock
from samenspel_messaging.deliveries import Delivery
from samenspel_messaging.guard import Guard, Verdict
from samenspel_messaging.remembering import is_too_old

SEEN = text("""
    SELECT agg_id, agg_seq, CAST(NULL AS uuid) AS event_id, '' AS state
    FROM bus.applied WHERE consumer = :consumer AND agg_id = ANY(CAST(:aggregates AS uuid[]))
    UNION ALL
    SELECT agg_id, agg_seq, event_id, state
    FROM bus.held_event WHERE consumer = :consumer AND agg_id = ANY(CAST(:aggregates AS uuid[]))
      AND state IN ('retry', 'gap', 'parked')
""")
PASS = text("""
    INSERT INTO bus.applied (consumer, agg_id, agg_seq)
    SELECT :consumer, n.agg_id, n.agg_seq
    FROM unnest(CAST(:aggregates AS uuid[]), CAST(:seqs AS bigint[])) AS n(agg_id, agg_seq)
    ON CONFLICT (consumer, agg_id) DO UPDATE SET agg_seq = excluded.agg_seq
""")
CLAIM = text("""
    INSERT INTO bus.inbox (consumer, event_id)
    SELECT :consumer, n.id FROM unnest(CAST(:ids AS uuid[])) AS n(id) ORDER BY n.id
    ON CONFLICT DO NOTHING
    RETURNING event_id
""")
UNCLAIM = text("""
    DELETE FROM bus.inbox WHERE consumer = :consumer AND event_id = ANY(CAST(:ids AS uuid[]))
""")
HELD = text("""
    SELECT event_id, state FROM bus.held_event
    WHERE consumer = :consumer AND event_id = ANY(CAST(:ids AS uuid[])) AND state <> 'released'
""")
TRIED_AGAIN = ("retry", "gap")


class Ledger(Protocol):
    """Knows, for one batch in one transaction, which events were dealt with before."""

    async def open(self, session: AsyncSession, batch: Sequence[Delivery]) -> None:
        """Read what is known of the events of the batch."""
        ...

    def verdict(self, delivery: Delivery, envelope: Envelope) -> Verdict:
        """Judge one of them, in their order."""
        ...

    def passed(self, envelope: Envelope) -> None:
        """Note that it was dealt with."""
        ...

    def hold(self, envelope: Envelope) -> None:
        """Note that it is held."""
        ...

    async def close(self, session: AsyncSession) -> None:
        """Write what was noted."""
        ...


class OrderedLedger:
    """By the number of the last event of each aggregate; no row per event."""

    def __init__(self, consumer: str) -> None:
        self._consumer = consumer
        self._guard = Guard({})

    async def open(self, session: AsyncSession, batch: Sequence[Delivery]) -> None:
        """Read the aggregates' last events and what of them is held."""
        aggregates = list({d.envelope.subject for d in batch if d.envelope})
        again = {d.event_id for d in batch if d.held}
        rows = await session.execute(SEEN, {"consumer": self._consumer, "aggregates": aggregates})
        applied, held = {}, set()
        for row in rows:
            if row.event_id is None:
                applied[row.agg_id] = row.agg_seq
            elif row.event_id not in again or row.state not in TRIED_AGAIN:
                held.add((row.agg_id, row.agg_seq))
        self._guard = Guard(applied, held)

    def verdict(self, delivery: Delivery, envelope: Envelope) -> Verdict:
        """Judge by the event's number."""
        return self._guard.verdict(envelope.subject, envelope.aggseq)

    def passed(self, envelope: Envelope) -> None:
        """Note that it was dealt with."""
        self._guard.passed(envelope.subject, envelope.aggseq)

    def hold(self, envelope: Envelope) -> None:
        """Note that it is held."""
        self._guard.hold(envelope.subject, envelope.aggseq)

    async def close(self, session: AsyncSession) -> None:
        """Write the aggregates' last events."""
        if changed := self._guard.changed:
            values = {"aggregates": list(changed), "seqs": list(changed.values())}
            await session.execute(PASS, {"consumer": self._consumer, **values})


class IndependentLedger:
    """By the event's id: a row in the inbox for each event that was dealt with.

    All are claimed at once, which waits for whoever deals with the same event now; what is held
    after all is given up again.
    """

    def __init__(self, consumer: str) -> None:
        self._consumer = consumer
        self._mine: set[UUID] = set()
        self._given_up: set[UUID] = set()

    async def open(self, session: AsyncSession, batch: Sequence[Delivery]) -> None:
        """Claim the events that nobody has dealt with and that are not held."""
        values = {"consumer": self._consumer, "ids": [d.event_id for d in batch if d.envelope]}
        self._mine = {row.event_id for row in await session.execute(CLAIM, values)}
        again = {d.event_id for d in batch if d.held}
        for row in await session.execute(HELD, values):
            if row.event_id not in again or row.state not in TRIED_AGAIN:
                self._give_up(row.event_id)

    def verdict(self, delivery: Delivery, envelope: Envelope) -> Verdict:
        """Judge by whether the claim is ours; what comes from the log is there on purpose."""
        if envelope.id not in self._mine:
            return Verdict.KNOWN
        by_message = delivery.raw is not None and not delivery.held
        if by_message and is_too_old(envelope.id, SystemClock().now()):
            return Verdict.STALE
        return Verdict.APPLY

    def passed(self, envelope: Envelope) -> None:
        """Note that it was dealt with."""
        self._mine.discard(envelope.id)

    def hold(self, envelope: Envelope) -> None:
        """Note that it is held."""
        self._give_up(envelope.id)

    async def close(self, session: AsyncSession) -> None:
        """Give up the claims of what is held."""
        if self._given_up:
            values = {"consumer": self._consumer, "ids": list(self._given_up)}
            await session.execute(UNCLAIM, values)

    def _give_up(self, event_id: UUID) -> None:
        if event_id in self._mine:
            self._mine.discard(event_id)
            self._given_up.add(event_id)


def ledger_of(consumer: str, *, ordered: bool) -> Ledger:
    """Make the ledger that a consumer needs, for one transaction."""
    return OrderedLedger(consumer) if ordered else IndependentLedger(consumer)
