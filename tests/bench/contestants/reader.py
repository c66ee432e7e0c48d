"""Ours: the whole worker of the toy service that reads, in production's shape."""

from tests.bench.contestants.landing import LandingUnitOfWork, at_once, landing, put_off
from tests.bench.contestants.told import ready, run, stop_at_sigterm

from samenspel_messaging.wakeup import Wakeup
from samenspel_messaging.worker import OverBroker, SpineWorker
from samenspel_platform.database import create_engine


async def main(worker_url: str, amqp_url: str, row_by_row: bool = False) -> None:
    """Read until told to stop."""
    worker = SpineWorker(
        service="reporting",
        engine=create_engine(worker_url),
        make_uow=LandingUnitOfWork,
        consumers=(landing(at_once if row_by_row else put_off),),
        bus=OverBroker(amqp_url),
        wakeup=Wakeup(),
    )
    ready()
    await worker.run(stop_at_sigterm())


if __name__ == "__main__":
    run(main)
