"""The toy services in processes of their own: to be killed, frozen, and started again.

A process that `respawns` has a parent with everything loaded, which gives it a new life as soon as
it dies; so hundreds of kills take minutes.
"""

import asyncio
import ctypes
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from samenspel_contracts.envelope import Envelope
from samenspel_messaging import failpoints, link
from samenspel_messaging.log import SqlLogReader
from samenspel_messaging.rebuild import Rebuild
from samenspel_messaging.worker import SpineWorker
from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.history import History
from samenspel_testkit.load import Load, Pace
from samenspel_testkit.toy_services import TALLYING, Judge, Reader, ToyUnitOfWork
from samenspel_testkit.toys import Away, Toys

DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a process plays: `intake`, `reporting`, `writer` or `rebuild`, and how.

    `poison` are toys whose events a reader can't bear: it raises, or it `dies`. `lives` are the
    failpoints (`name@time`, or "") of its first lives; later ones have none. A reader over the broker
    `heals` from the source's log only if it says so: else healing would hide what got lost.
    """

    service: str
    consumer: str = "numbers"
    lease_seconds: float = 1.0
    look_seconds: float = 1.0
    heartbeat_seconds: int = 10
    slow_seconds: float = 0.0
    poison: list[str] = field(default_factory=list)
    dies: bool = False
    respawns: bool = False
    heals: bool = False
    lives: list[str] = field(default_factory=list)
    seconds: float = 0.0
    rate: float = 100.0
    seed: int = 1


def command(toys: Toys, part: Part) -> list[str]:
    """Give the command that plays a part on the toys' databases and broker."""
    given = {
        "source": _urls(toys.source),
        "reader": _urls(toys.reader),
        "amqp_url": toys.amqp_url,
        "part": asdict(part),
    }
    return [sys.executable, "-m", "samenspel_testkit.toy_processes", json.dumps(given)]


def _urls(urls: ServiceUrls) -> tuple[str, str, str, str]:
    return urls.owner_url, urls.app_url, urls.worker_url, urls.feed_url


class Unbearable(Exception):
    """What a reader says of poison."""


def _judge(part: Part) -> Judge:
    poison = {UUID(toy) for toy in part.poison}

    def judge(envelope: Envelope, number: str) -> None:
        if part.slow_seconds:
            time.sleep(part.slow_seconds)
        if envelope.subject in poison:
            if part.dies:
                os.kill(os.getpid(), signal.SIGKILL)
            raise Unbearable

    return judge


def _worker(toys: Toys, part: Part) -> SpineWorker:
    if part.service == "intake":
        return toys.source_worker(lease_seconds=part.lease_seconds)
    consumer = TALLYING.consumer
    if part.consumer != consumer.name:
        consumer = Reader(judge=_judge(part)).consumer(ordered=part.consumer == "numbers")
    feed = toys.feed() if part.heals or toys.amqp_url is None else Away()
    return toys.reader_worker(consumer, look_seconds=part.look_seconds, feed=feed)


async def _play(toys: Toys, part: Part) -> None:
    """Work until asked to stop; a writer writes for its seconds, and tells its history."""
    if part.service == "writer":
        load = Load(toys.transactions, History(_tell), part.seed, Pace(rate=part.rate))
        await load.prepare()
        await load.run(part.seconds)
        return
    if part.service == "rebuild":
        await _rebuild(toys)
        return
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    _tell("working")
    try:
        await _worker(toys, part).run(stop)
    finally:
        await toys.close()


async def _rebuild(toys: Toys) -> None:
    """Rebuild the tally, as the command for it does, and tell how it went."""
    rebuild = Rebuild(
        TALLYING,
        service="reporting",
        owner=toys.engine(toys.reader.owner_url),
        worker=toys.engine(toys.reader.worker_url),
        readers={"intake": SqlLogReader(toys.engine(toys.source.feed_url), source="intake")},
        make_uow=ToyUnitOfWork,
    )

    def tell(_: int) -> None: ...

    async with rebuild.alone():
        _tell("goes on" if await rebuild.begin() else "begins")
        _tell(f"passed {(await rebuild.progress())[0]}")
        compared = await rebuild.compare(tell)
        await rebuild.swap(tell)
    _tell(f"equal {compared.equal} still {rebuild.stood_still:.3f}")


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - whoever started us reads it


def _live(given: dict[str, Any], part: Part, failpoint: str) -> None:
    _die_with_parent()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if failpoint:
        failpoints.arm(failpoint)
    link.HEARTBEAT_SECONDS = part.heartbeat_seconds
    toys = Toys(ServiceUrls(*given["source"]), ServiceUrls(*given["reader"]), given["amqp_url"])
    asyncio.run(_play(toys, part))


def _respawn(live: Callable[[str], None], part: Part) -> None:
    """Give it one life after the other, until it ends well or we are asked to stop."""
    child, stopping = 0, False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True
        if child:
            os.kill(child, signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    number = 0
    while not stopping:
        failpoint = part.lives[number] if number < len(part.lives) else ""
        number += 1
        child = os.fork()
        if child == 0:
            live(failpoint)
            os._exit(0)
        _tell(f"life {number} is {child}")
        _, status = os.waitpid(child, 0)
        _tell(f"life {number} ended with {os.waitstatus_to_exitcode(status)}")
        if status == 0:
            return


def _die_with_parent() -> None:
    """Have the kernel kill us when whoever started us is no more, where it can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)


def main(arguments: str) -> None:
    """Play one part, until killed or asked to stop."""
    given = json.loads(arguments)
    part = Part(**given["part"])
    _die_with_parent()
    if part.respawns:
        _respawn(lambda failpoint: _live(given, part, failpoint), part)
    else:
        _live(given, part, next(iter(part.lives), os.environ.get("SAMENSPEL_FAILPOINT", "")))


if __name__ == "__main__":
    main(sys.argv[1])
