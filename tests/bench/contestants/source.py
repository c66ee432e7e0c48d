"""Ours: the whole worker of the toy service that writes: sequencer and relay."""

from tests.bench.contestants.told import ready, run, stop_at_sigterm

from samenspel_messaging.wakeup import Wakeup
from samenspel_messaging.worker import OverBroker, SpineWorker
from samenspel_platform.database import create_engine
from samenspel_testkit.toy_services import ToyUnitOfWork


async def main(worker_url: str, amqp_url: str) -> None:
    """Sequence and relay until told to stop."""
    worker = SpineWorker(
        service="intake",
        engine=create_engine(worker_url),
        make_uow=ToyUnitOfWork,
        consumers=(),
        bus=OverBroker(amqp_url),
        wakeup=Wakeup(),
    )
    ready()
    await worker.run(stop_at_sigterm())


if __name__ == "__main__":
    run(main)
