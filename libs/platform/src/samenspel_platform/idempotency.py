"""The same request twice has one effect and one answer.

The answer is stored under the caller's key in the transaction of the effect, so that there is
either both or neither. A second request with the key waits for the first, then gets its answer.
"""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_kernel.errors import RuleViolation

MAX_KEY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: status, JSON body (or None), headers beyond the usual ones."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


def fingerprint(*parts: bytes) -> bytes:
    """Give a digest of a request, to tell a repetition from another request under its key."""
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.digest()


async def recall(
    session: AsyncSession, *, alliance_id: UUID, person_id: UUID, key: str, request: bytes
) -> Answer | None:
    """Claim a key in the open transaction; the stored answer if it was used before.

    RuleViolation `idempotency-key.reused` if another request used it.
    """
    if len(key) > MAX_KEY_LENGTH:
        raise RuleViolation("idempotency-key.too-long")
    mine = {"alliance": alliance_id, "person": person_id, "key": key}
    claimed = await session.scalar(
        text("""INSERT INTO idempotency_key (alliance_id, person_id, key, request)
                VALUES (:alliance, :person, :key, :request)
                ON CONFLICT DO NOTHING RETURNING 1"""),
        {**mine, "request": request},
    )
    if claimed:
        return None
    row = (
        await session.execute(
            text("""SELECT request, status, headers, body FROM idempotency_key
                    WHERE alliance_id = :alliance AND person_id = :person AND key = :key"""),
            mine,
        )
    ).one()
    if row.request != request:
        raise RuleViolation("idempotency-key.reused")
    return Answer(row.status, row.body, row.headers)


async def remember(
    session: AsyncSession, *, alliance_id: UUID, person_id: UUID, key: str, answer: Answer
) -> None:
    """Store the answer under the key that this transaction claimed."""
    await session.execute(
        text("""UPDATE idempotency_key
                SET status = :status, headers = CAST(:headers AS jsonb), body = CAST(:body AS jsonb)
                WHERE alliance_id = :alliance AND person_id = :person AND key = :key"""),
        {
            "alliance": alliance_id,
            "person": person_id,
            "key": key,
            "status": answer.status,
            "headers": json.dumps(answer.headers),
            "body": json.dumps(answer.body),
        },
    )


async def forget_old(session: AsyncSession) -> int:
    """Delete answers older than two days, of all alliances; gives how many."""
    return int(await session.scalar(text("SELECT forget_idempotency_keys()")) or 0)


def install(*, service: str) -> None:
    """Make the table; for a service's first migration."""
    from alembic import op  # here alone: it would slow every start

    from samenspel_platform.migrating import tenant_table

    op.execute("""
        CREATE TABLE idempotency_key (
            alliance_id uuid NOT NULL, person_id uuid NOT NULL, key text NOT NULL,
            request bytea NOT NULL, status smallint, headers jsonb, body jsonb,
            created_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT idempotency_key_pkey PRIMARY KEY (alliance_id, person_id, key))""")
    op.execute("CREATE INDEX idempotency_key_created_at_ix ON idempotency_key (created_at)")
    tenant_table("idempotency_key", service=service)
    # the worker's clean-up crosses alliances, which row-level security forbids
    op.execute("""
        CREATE FUNCTION forget_idempotency_keys() RETURNS bigint LANGUAGE sql
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
            WITH gone AS (DELETE FROM idempotency_key
                          WHERE created_at < now() - interval '2 days' RETURNING 1)
            SELECT count(*) FROM gone $$""")
    op.execute("REVOKE ALL ON FUNCTION forget_idempotency_keys() FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION forget_idempotency_keys() TO {service}_worker")


def remove() -> None:
    """Undo `install`; the answers go."""
    from alembic import op

    op.execute("DROP FUNCTION forget_idempotency_keys()")
    op.execute("DROP TABLE idempotency_key")
