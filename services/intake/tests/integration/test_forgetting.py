"""Integration: what was kept for long enough is deleted, and nothing before."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from samenspel_intake.jobs.forget_log_ins import LEFT_BEHIND_KEPT, LOG_INS_KEPT, forget_log_ins
from samenspel_kernel.actor import Actor
from samenspel_messaging.scope import Scope
from samenspel_platform import forgetting
from samenspel_platform.access_log import looks_at
from samenspel_platform.forgetting import LOOKS_KEPT, forget_looks
from samenspel_platform.provisioning import ServiceUrls

LOOK = """
    INSERT INTO access_log (id, alliance_id, at, person_id, role, pupil_id, part, by_relation, trace)
    VALUES ($1, $2, $3, $4, 'teacher', $5, 'pupil', 'pupil', 'x')
"""
PERSON = """
    INSERT INTO person (id, alliance_id, part, row_version, event_seq, name)
    VALUES ($1, $2, 0, 1, 0, 'Iemand')
"""
GRANT = """
    INSERT INTO role_grant (id, alliance_id, person_id, number, role, pupil_ids, since)
    VALUES ($1, $2, $1, 1, 'director', '{}', '2026-01-01')
"""
LOG_IN = """
    INSERT INTO log_in (session_hash, alliance_id, person_id, grant_id, method, began_at)
    VALUES ($1, $2, $3, $3, 'oidc', $4)
"""
ATTEMPT = """
    INSERT INTO log_in_attempt (state_hash, secret_hash, issuer, return_to, expires_at)
    VALUES ($1, '', 'school', '/intake', $2)
"""


@pytest.fixture
async def owner(urls: ServiceUrls) -> Any:
    connection = await asyncpg.connect(urls.owner_url)
    yield connection
    await connection.close()


async def test_parents_see_who_looked_for_five_years_and_then_it_is_gone(
    intake: Any, coordinator: Actor, owner: asyncpg.Connection
) -> None:
    pupil, now = uuid4(), intake.clock.now()
    for alliance in (coordinator.alliance_id, uuid4()):
        for age in (LOOKS_KEPT + timedelta(seconds=1), LOOKS_KEPT, timedelta(days=5 * 365)):
            look = (uuid4(), alliance, now - age, uuid4(), pupil)
            await owner.execute(LOOK, *look)

    assert await forget_looks(intake.process.job_context) == 2
    assert await forget_looks(intake.process.job_context) == 0
    async with intake.process.transactions(Scope.begin(coordinator.alliance_id)) as uow:
        shown = await looks_at(
            uow.session, alliance_id=coordinator.alliance_id, pupil_id=pupil, limit=10
        )
    assert sum(look.times for look in shown) == 2


async def test_much_that_is_old_goes_bit_by_bit(
    intake: Any, coordinator: Actor, owner: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    long_ago = intake.clock.now() - timedelta(days=3000)
    for _ in range(3):
        look = (uuid4(), coordinator.alliance_id, long_ago, uuid4(), uuid4())
        await owner.execute(LOOK, *look)

    gone = [await forget_looks(intake.process.job_context) for _ in range(3)]
    assert gone == [2, 1, 0]


async def test_neither_requests_nor_workers_delete_what_is_not_old(
    urls: ServiceUrls, coordinator: Actor
) -> None:
    for url in (urls.app_url, urls.worker_url):
        connection = await asyncpg.connect(url)
        await connection.execute(f"SET app.alliance = '{coordinator.alliance_id}'")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("DELETE FROM access_log")
        await connection.close()


async def test_log_ins_are_kept_for_a_year_and_attempts_for_a_day(
    intake: Any, coordinator: Actor, owner: asyncpg.Connection
) -> None:
    now, person, second = intake.clock.now(), uuid4(), timedelta(seconds=1)
    await owner.execute(PERSON, person, coordinator.alliance_id)
    await owner.execute(GRANT, person, coordinator.alliance_id)
    for name, age in (("old", LOG_INS_KEPT + second), ("kept", LOG_INS_KEPT)):
        await owner.execute(LOG_IN, name, coordinator.alliance_id, person, now - age)
    for state, age in ((b"old", LEFT_BEHIND_KEPT + second), (b"kept", LEFT_BEHIND_KEPT)):
        await owner.execute(ATTEMPT, state, now - age)

    await forget_log_ins(intake.process.job_context)
    await forget_log_ins(intake.process.job_context)
    assert await owner.fetchval("SELECT string_agg(session_hash, ',') FROM log_in") == "kept"
    assert await owner.fetchval("SELECT array_agg(state_hash) FROM log_in_attempt") == [b"kept"]


async def test_a_childs_ticket_is_gone_a_day_after_its_time(
    intake: Any, coordinator: Actor, owner: asyncpg.Connection
) -> None:
    now, pupil = intake.clock.now(), uuid4()
    await owner.execute("ALTER TABLE child_ticket DROP CONSTRAINT child_ticket_pupil_id_fkey")
    for age in (timedelta(0), LEFT_BEHIND_KEPT + timedelta(seconds=1)):
        await owner.execute(
            "INSERT INTO child_ticket (id, alliance_id, pupil_id, shown_by, secret_hash, expires_at)"
            " VALUES ($1, $2, $3, $1, '', $4)",
            *(uuid4(), coordinator.alliance_id, pupil, now - age),
        )

    await forget_log_ins(intake.process.job_context)
    assert await owner.fetchval("SELECT array_agg(expires_at) FROM child_ticket") == [now]
