"""Integration: the same request twice has one effect and one answer."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from samenspel_kernel.errors import RuleViolation
from samenspel_messaging.scope import Scope, enter
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.idempotency import (
    Answer,
    fingerprint,
    forget_old,
    install,
    recall,
    remember,
)
from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.plugin import DatabaseFactory

ALLIANCE, PERSON = uuid4(), uuid4()
Sessions = async_sessionmaker[AsyncSession]


@pytest.fixture
async def urls(empty_database: DatabaseFactory) -> ServiceUrls:
    urls = await empty_database("toy")

    def make_table(connection: Connection) -> None:
        with Operations.context(MigrationContext.configure(connection)):
            install(service="toy")

    owner = create_engine(urls.owner_url)
    async with owner.begin() as conn:
        await conn.run_sync(make_table)
    await owner.dispose()
    return urls


@pytest.fixture
async def sessions(urls: ServiceUrls) -> AsyncIterator[Sessions]:
    engine = create_engine(urls.app_url)
    yield sessions_of(engine)
    await engine.dispose()


async def once(
    sessions: Sessions,
    key: str,
    request: bytes = b"r",
    alliance: Any = ALLIANCE,
    *,
    pause: float = 0,
) -> tuple[Answer, bool]:
    """Do the work if nobody did; tells the answer, and whether it was done now."""
    async with sessions.begin() as session:
        await enter(session, Scope.begin(alliance))
        mine = {"alliance_id": alliance, "person_id": PERSON, "key": key}
        known = await recall(session, request=fingerprint(request), **mine)
        if known is not None:
            return known, False
        await asyncio.sleep(pause)
        answer = Answer(201, {"id": str(uuid4())}, {"ETag": '"1"'})
        await remember(session, answer=answer, **mine)
        return answer, True


async def test_a_repetition_gets_the_first_answer(sessions: Sessions) -> None:
    first, done = await once(sessions, "k")
    again, done_again = await once(sessions, "k")
    assert (done, done_again) == (True, False)
    assert again == first


async def test_of_two_at_the_same_time_one_does_the_work(sessions: Sessions) -> None:
    (one, did), (two, did_too) = await asyncio.gather(
        once(sessions, "k", pause=0.2), once(sessions, "k", pause=0.2)
    )
    assert sorted([did, did_too]) == [False, True]
    assert one == two


async def test_after_a_failure_the_key_is_free(sessions: Sessions) -> None:
    with pytest.raises(ZeroDivisionError):
        async with sessions.begin() as session:
            await enter(session, Scope.begin(ALLIANCE))
            await recall(session, alliance_id=ALLIANCE, person_id=PERSON, key="k", request=b"r")
            raise ZeroDivisionError
    assert (await once(sessions, "k"))[1]


async def test_another_request_under_the_same_key_is_refused(sessions: Sessions) -> None:
    await once(sessions, "k", b"one")
    with pytest.raises(RuleViolation, match=r"idempotency-key\.reused"):
        await once(sessions, "k", b"two")


async def test_the_key_of_another_alliance_is_another_key(sessions: Sessions) -> None:
    first, _ = await once(sessions, "k")
    other, done = await once(sessions, "k", alliance=uuid4())
    assert done
    assert other != first


async def test_a_long_key_is_refused(sessions: Sessions) -> None:
    with pytest.raises(RuleViolation, match=r"idempotency-key\.too-long"):
        await once(sessions, "k" * 201)


async def test_old_answers_are_forgotten_in_all_alliances(
    urls: ServiceUrls, sessions: Sessions
) -> None:
    await once(sessions, "old")
    await once(sessions, "old", alliance=uuid4())
    owner = create_engine(urls.owner_url)
    async with owner.begin() as conn:
        await conn.exec_driver_sql(
            "UPDATE idempotency_key SET created_at = now() - interval '3 days'"
        )
    await owner.dispose()
    await once(sessions, "new")
    worker = create_engine(urls.worker_url)
    async with sessions_of(worker).begin() as session:
        assert await forget_old(session) == 2
    await worker.dispose()
    assert not (await once(sessions, "new"))[1]
