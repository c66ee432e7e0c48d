"""Puts an aggregate's events in the outbox, in the transaction that changes the aggregate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import uuid_utils
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_contracts.registry import EventData
from samenspel_messaging.scope import Scope


class Emitting(Protocol):
    """The row of an aggregate, as far as its events need it."""

    id: UUID
    alliance_id: UUID
    unit_id: UUID | None
    part: int
    event_seq: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One event to be: the row that it is about, when it happened, and its data."""

    row: Emitting
    occurred_at: datetime
    data: EventData


INSERT = text("""
    INSERT INTO bus.outbox (part, event_id, source, alliance_id, unit_id, agg_type, agg_id, agg_seq,
                            type, occurred_at, correlation_id, causation_id, traceparent, data)
    VALUES (:part, :event_id, :source, :alliance_id, :unit_id, :agg_type, :agg_id, :agg_seq,
            :type, :occurred_at, :correlation_id, :causation_id, :traceparent,
            CAST(:data AS jsonb))
""")


async def emit(session: AsyncSession, facts: Sequence[Fact], *, scope: Scope, source: str) -> None:
    """Number the facts within their aggregates, write the rows, then the outbox.

    The flush comes between the two on purpose: it takes each row's lock (an update checks
    `row_version`) before an outbox id is drawn, so that of one aggregate a later event never
    gets a lower id, nor becomes visible earlier. StaleDataError if a row changed meanwhile.
    """
    numbered = []
    for fact in facts:
        fact.row.event_seq += 1
        numbered.append((fact, fact.row.event_seq))
    await session.flush()
    if not numbered:
        return
    await session.execute(
        INSERT,
        [
            {
                "part": fact.row.part,
                "event_id": UUID(bytes=uuid_utils.uuid7().bytes),
                "source": source,
                "alliance_id": fact.row.alliance_id,
                "unit_id": fact.row.unit_id,
                "agg_type": fact.data.aggregate(),
                "agg_id": fact.row.id,
                "agg_seq": seq,
                "type": fact.data.type,
                "occurred_at": fact.occurred_at,
                "correlation_id": scope.correlation_id,
                "causation_id": scope.causation_id,
                "traceparent": scope.traceparent,
                "data": fact.data.model_dump_json(by_alias=True),
            }
            for fact, seq in numbered
        ],
    )
