"""The commands that every service has: api, worker, migrate, topology, log, holds, replay."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import structlog
import typer

from samenspel_kernel.clock import Clock, SystemClock
from samenspel_messaging import topology
from samenspel_messaging.log import SqlLogReader
from samenspel_messaging.operations import tail_log
from samenspel_messaging.unit_of_work import SqlUnitOfWork, Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.command_line import console, read_settings, run_to_end
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.hold_commands import hold_commands
from samenspel_platform.http_server import PortTaken, listen, serve, settle
from samenspel_platform.process import ServiceProcess
from samenspel_platform.replay_commands import add_replay
from samenspel_platform.service import Service
from samenspel_platform.settings import ServiceSettings
from samenspel_platform.telemetry import configure_logging

SettingsT = TypeVar("SettingsT", bound=ServiceSettings)
UowT = TypeVar("UowT", bound=SqlUnitOfWork)
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class CommandContext(Generic[UowT]):
    """What a service's own command may use; its transactions run as the worker role."""

    transactions: Transactions[UowT]
    clock: Clock


def run_in_service(
    settings: SettingsT,
    service: Service[UowT],
    do: Callable[[CommandContext[UowT]], Awaitable[int]],
) -> int:
    """Run a command's work on the service's database; gives its exit code."""

    async def run() -> int:
        async with _worker_transactions(settings, service) as transactions:
            return await do(CommandContext(transactions, SystemClock()))

    return run_to_end(run())


@asynccontextmanager
async def _worker_transactions(
    settings: ServiceSettings, service: Service[UowT]
) -> AsyncIterator[Transactions[UowT]]:
    engine = create_engine(settings.database.as_worker(), pool_size=2)
    try:
        yield Transactions(sessions_of(engine), service.uow_maker(settings.event_source), Wakeup())
    finally:
        await engine.dispose()


def service_commands(
    name: str, settings: type[SettingsT], build: Callable[[SettingsT], Service[Any]]
) -> typer.Typer:
    """Make the command `samenspel-<name>`; the service may add commands of its own."""
    cli = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help=f"Samenspel, service {name}.",
    )
    log_cli = typer.Typer(no_args_is_help=True, help="The service's event log.")
    cli.add_typer(log_cli, name="log")
    cli.add_typer(hold_commands(settings, build), name="holds")
    add_replay(cli, settings, build)

    @cli.command()
    def api() -> None:
        """Serve pages and API until stopped."""
        configure_logging(service=name)
        chosen = read_settings(settings)
        run_to_end(_api(build(chosen), chosen))

    @cli.command()
    def worker() -> None:
        """Run the event spine and the timed work until stopped."""
        configure_logging(service=name)
        chosen = read_settings(settings)
        run_to_end(_worker(build(chosen), chosen))

    @cli.command()
    def migrate() -> None:
        """Bring the database up to date, as its owner."""
        chosen = read_settings(settings)
        run_to_end(_migrate(name, chosen))
        console.print(f"{name}: up to date")

    @cli.command(name="topology")
    def topology_(
        check: Annotated[
            bool, typer.Option(help="Only say what is missing; exit 1 if so.")
        ] = False,
        shards: Annotated[
            list[str] | None,
            typer.Option(
                metavar="CONSUMER=K", help="Have a consumer read from 1, 2, 4, 8 or 16 queues."
            ),
        ] = None,
    ) -> None:
        """Declare this service's exchanges, queues and bindings on the broker.

        A change of shards loses nothing while workers run: parts move to their new queues, and a
        queue that goes is read empty first.
        """
        chosen = read_settings(settings)
        service = build(chosen)
        wanted = _read_shards(service, shards or [])
        missing = run_to_end(_topology(service, chosen, check_only=check, shards=wanted))
        for line in missing:
            console.print(f"[red]{line}[/red]")
        raise typer.Exit(1 if missing else 0)

    @log_cli.command()
    def tail(
        follow: Annotated[bool, typer.Option(help="Wait for new events.")] = True,
        all_: Annotated[bool, typer.Option("--all", help="From the first event on.")] = False,
    ) -> None:
        """Show events as they are logged: what, about which aggregate; never their data."""
        chosen = read_settings(settings)
        _until_interrupted(_tail(name, chosen, follow=follow, from_start=all_))

    return cli


async def _migrate(name: str, settings: ServiceSettings) -> None:
    from samenspel_platform.migrating import upgrade  # no other command needs alembic, 0.3 s

    await upgrade(f"samenspel_{name}", settings.database.as_owner())


async def _api(service: Service[Any], settings: ServiceSettings) -> None:
    stop = _stop_at_signals()
    async with ServiceProcess(service, settings) as process:
        app = process.asgi
        sock = _listen(settings.host, settings.port)
        log.info("process_started", process="api", host=settings.host, port=settings.port)
        settle()
        await serve(app, sock, stop, trusted_proxies=settings.trusted_proxies)
    log.info("process_stopped", process="api")


async def _worker(service: Service[Any], settings: ServiceSettings) -> None:
    stop = _stop_at_signals()
    async with ServiceProcess(service, settings) as process:
        sock = _listen(settings.host, settings.operations_port)
        operations = asyncio.create_task(serve(process.worker_operations, sock, stop))
        log.info("process_started", process="worker", bus=settings.bus)
        try:
            await process.run_worker(stop)
        finally:
            stop.set()
            await operations
    log.info("process_stopped", process="worker")


def _stop_at_signals() -> asyncio.Event:
    """Give an event that is set when the process is asked to stop."""
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    return stop


def _listen(host: str, port: int) -> socket.socket:
    try:
        return listen(host, port)
    except PortTaken:
        console.print(f"[red]Port {port} is in use.[/red]")
        raise typer.Exit(1) from None


def _read_shards(service: Service[Any], given: list[str]) -> dict[str, int]:
    names = [consumer.name for consumer in service.consumers]
    shards: dict[str, int] = {}
    for each in given:
        name, _, number = each.partition("=")
        if name not in names or number not in map(str, topology.SHARDS):
            console.print(
                f"[red]{each}: give one of {', '.join(names)}, = and 1, 2, 4, 8 or 16.[/red]"
            )
            raise typer.Exit(2)
        shards[name] = int(number)
    return shards


async def _topology(
    service: Service[Any],
    settings: ServiceSettings,
    *,
    check_only: bool,
    shards: dict[str, int],
) -> list[str]:
    url = settings.broker_url()
    if not check_only:
        try:
            await topology.apply(
                url,
                service=service.name,
                consumers=service.consumers,
                shards=shards,
                waiting=lambda queue, left: console.print(f"{queue}: {left} left to read"),
            )
        except topology.StillRead as why:
            return [f"queue {why} gets nothing new but is still read; give the command again"]
    return await topology.check(url, service=service.name, consumers=service.consumers)


async def _tail(name: str, settings: ServiceSettings, *, follow: bool, from_start: bool) -> None:
    engine = create_engine(settings.database.as_worker(), pool_size=1)
    try:
        start: dict[int, int] | None = {} if from_start else None
        reader = SqlLogReader(engine, source=name)
        async for entry in tail_log(reader, after=start, follow=follow):
            console.print(
                f"{entry.time.isoformat(timespec='milliseconds')}  p{entry.part:02d}/{entry.pos}"
                f"  {entry.type}  {entry.subject} #{entry.aggseq}"
            )
    finally:
        await engine.dispose()


def _until_interrupted(work: Coroutine[Any, Any, None]) -> None:
    try:
        run_to_end(work)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
