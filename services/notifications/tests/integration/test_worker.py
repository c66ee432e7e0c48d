"""The worker as it runs in an installation."""

import asyncio
from uuid import UUID

import pytest

from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_platform.process import ServiceProcess
from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.probes import eventually
from samenspel_testkit.services import build


@pytest.mark.usefixtures("three_messages")
async def test_the_worker_sends_what_is_due_and_stops_when_asked(
    urls: ServiceUrls,
    service_databases: DatabaseFactory,
    worker: Transactions[NotificationsSqlUnitOfWork],
    alliance: UUID,
    clock: FixedClock,
) -> None:
    feeds = {s: (await service_databases(s)).feed_url for s in ("intake", "arrangements")}
    service, settings = build("notifications", urls, feeds=feeds)

    async def mails() -> int:
        async with worker(Scope.begin(alliance)) as uow:
            return len(await uow.mailbox.newest(after=None, limit=10))

    async def both_are_sent() -> bool:
        return await mails() == 2

    stop = asyncio.Event()
    async with ServiceProcess(service, settings, clock=clock) as process:
        working = asyncio.create_task(process.run_worker(stop))
        await eventually(both_are_sent, because="the job runs each second")
        stop.set()
        async with asyncio.timeout(25):
            await working
