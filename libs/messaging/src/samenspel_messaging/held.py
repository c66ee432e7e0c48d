"""The rows of events that wait: written with the batch in which they failed, read to try again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from samenspel_messaging.deliveries import Delivery
from samenspel_messaging.ladder import Failure


@dataclass(frozen=True, slots=True)
class Hold:
    """An event to be held, and why."""

    delivery: Delivery
    source: str | None
    failure: Failure


# A hold that fails again gets its next turn; one that someone parked, released or discarded
# meanwhile stays as it is.
WRITE = text("""
    INSERT INTO bus.held_event AS h (consumer, event_id, source, part, pos, agg_id, agg_seq, type,
        state, attempt, next_at, error_class, error, body)
    VALUES (:consumer, :event_id, :source, :part, :pos, :agg_id, :agg_seq, :type, :state, :attempt,
        clock_timestamp() + make_interval(secs => CAST(:wait AS double precision)),
        :error_class, :error, :body)
    ON CONFLICT (consumer, event_id) DO UPDATE
    SET state = excluded.state, attempt = excluded.attempt, next_at = excluded.next_at,
        error_class = excluded.error_class, error = excluded.error
    WHERE h.state IN ('retry', 'gap')
""")
RELEASE = text("""
    UPDATE bus.held_event
    SET state = 'released', resolved_at = clock_timestamp(), resolved_by = 'worker'
    WHERE consumer = :consumer AND event_id = ANY(CAST(:ids AS uuid[]))
      AND state IN ('retry', 'gap')
""")


async def write_holds(
    on: AsyncSession | AsyncConnection, consumer: str, holds: Sequence[Hold]
) -> None:
    """Write what is to be held, in the transaction that goes past it."""
    if holds:
        await on.execute(WRITE, [_values(consumer, hold) for hold in holds])


async def release(session: AsyncSession, consumer: str, ids: Sequence[UUID]) -> None:
    """Note that held events were applied."""
    if ids:
        await session.execute(RELEASE, {"consumer": consumer, "ids": list(ids)})


def _values(consumer: str, hold: Hold) -> dict[str, Any]:
    envelope, failure = hold.delivery.envelope, hold.failure
    return {
        "consumer": consumer,
        "event_id": hold.delivery.event_id,
        "source": hold.source,
        "part": envelope.part if envelope else None,
        "pos": envelope.pos if envelope else None,
        "agg_id": envelope.subject if envelope else None,
        "agg_seq": envelope.aggseq if envelope else None,
        "type": envelope.type if envelope else None,
        "state": failure.state,
        "attempt": failure.attempt,
        "wait": failure.wait,
        "error_class": failure.error_class,
        "error": failure.error,
        "body": hold.delivery.body,
    }
