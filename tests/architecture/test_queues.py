"""Every queue that is declared has a worker that reads it, and the workers find all they read."""

import asyncio
from contextlib import AsyncExitStack

from samenspel_messaging import topology
from samenspel_platform.process import ServiceProcess
from samenspel_testkit.broker import Broker
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.probes import eventually
from samenspel_testkit.services import SERVICES, build


async def test_every_declared_queue_is_read(
    broker: Broker, service_databases: DatabaseFactory
) -> None:
    async with AsyncExitStack() as stack:
        processes = []
        for name in SERVICES:
            urls = await service_databases(name)
            service, settings = build(name, urls, bus="amqp", amqp_url=broker.url_of(name))
            await topology.apply(
                broker.url_of("topology"), service=name, consumers=service.consumers
            )
            processes.append(await stack.enter_async_context(ServiceProcess(service, settings)))

        async def all_read() -> bool:
            queues = await broker.queues()
            return len(queues) > len(SERVICES) and all(q.get("consumers") for q in queues)

        stop = asyncio.Event()
        async with asyncio.TaskGroup() as working:
            for process in processes:
                working.create_task(process.run_worker(stop))
            await eventually(all_read, because="each queue has a consumer")
            stop.set()
