"""Brings the whole system up in one process, and down again."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from samenspel_arrangements import bootstrap as arrangements
from samenspel_demo.answering import OffersNeverArrived
from samenspel_demo.telling import DemoStory
from samenspel_intake import bootstrap as intake
from samenspel_intake.settings import IssuerSettings
from samenspel_messaging import topology
from samenspel_messaging.link import BrokerLost
from samenspel_messaging.wakeup import Wakeup
from samenspel_notifications import bootstrap as notifications
from samenspel_platform.access_tokens import TokenSigner
from samenspel_platform.http_server import PortTaken, listen, serve, settle
from samenspel_platform.migrating import upgrade
from samenspel_platform.process import ServiceProcess
from samenspel_platform.provisioning import ServiceUrls, provision
from samenspel_platform.service import Service
from samenspel_platform.settings import DatabaseSettings
from samenspel_platform.telemetry import configure_logging
from samenspel_reporting import bootstrap as reporting
from samenspel_standalone.data_folder import EmbeddedPostgres, Secrets
from samenspel_standalone.demo_accounts import demo_accounts, tie_accounts
from samenspel_standalone.front import Front
from samenspel_standalone.progress import Steps
from samenspel_standalone.settings import StandaloneSettings

SERVICES = {
    "intake": intake,
    "arrangements": arrangements,
    "notifications": notifications,
    "reporting": reporting,
}


class CannotStart(Exception):
    """Why the system does not start, in words for the person who started it."""


@dataclass(frozen=True, slots=True)
class System:
    """The four services of one process, by name."""

    processes: dict[str, ServiceProcess]

    @property
    def front(self) -> Front:
        """The one address for all pages and API's."""
        return Front({n: p.asgi for n, p in self.processes.items()}, default="intake")

    async def run_workers(self, stop: asyncio.Event) -> None:
        """Run all workers until told to stop; raises if one died."""
        async with asyncio.TaskGroup() as group:
            for name, process in self.processes.items():
                group.create_task(process.run_worker(stop), name=f"worker {name}")


async def run_system(settings: StandaloneSettings, console: Console) -> None:
    """Start everything, print the address, and stay up until Ctrl-C; CannotStart says why not.

    Logs go to a file in the data folder, so that a person reads only what is for people.
    """
    with (settings.data_dir / "samenspel.log").open("a", buffering=1) as log_file:
        configure_logging(service="samenspel", to=log_file)
        await _run(settings, console)


async def _run(settings: StandaloneSettings, console: Console) -> None:
    try:
        sock = listen("127.0.0.1", settings.port)
    except PortTaken:
        raise CannotStart(
            f"Port {settings.port} is in use. Choose another: make run PORT={settings.port + 1}"
        ) from None
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    step = Steps(console)
    with _database_server(settings, step) as admin_url:
        async with _system(settings, admin_url, step) as system:
            working = asyncio.create_task(system.run_workers(stop))
            await _first_of(working, _tell_demo(system, step), stop)
            settle()
            serving = asyncio.create_task(
                serve(system.front, sock, stop, started=lambda: _greet(console, settings))
            )
            await asyncio.wait({working, serving}, return_when=asyncio.FIRST_COMPLETED)
            stop.set()
            await asyncio.gather(working, serving)
        console.print("Stopped.")


def _greet(console: Console, settings: StandaloneSettings) -> None:
    console.print(f"Samenspel is up: {settings.address}")
    console.print(f"Logs: {settings.data_dir / 'samenspel.log'}. Stop with Ctrl-C.")


async def _tell_demo(system: System, step: Steps) -> None:
    """Fill an empty installation with the made-up alliance."""
    intake, arrangements = system.processes["intake"], system.processes["arrangements"]
    story = DemoStory(intake.job_context, arrangements.job_context)
    if await story.is_told():
        return
    try:
        await step("Demo: a made-up alliance with its schools, children and requests", story.tell())
    except OffersNeverArrived:
        raise CannotStart("The services do not hear of each other's events.") from None
    await tie_accounts(intake.job_context, story.alliance.id)


async def _first_of(
    working: asyncio.Task[None], work: Coroutine[Any, Any, None], stop: asyncio.Event
) -> None:
    """Do the work, unless the workers die or the user stops first."""
    doing, asked = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, doing, asked}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if doing.done():
        await doing
    else:
        doing.cancel()


@contextmanager
def _database_server(settings: StandaloneSettings, step: Steps) -> Iterator[str]:
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value()
        return
    with step.during("PostgreSQL"):
        server = EmbeddedPostgres(settings.data_dir)
    try:
        yield server.admin_url
    finally:
        server.stop()


@asynccontextmanager
async def _system(
    settings: StandaloneSettings, admin_url: str, step: Steps
) -> AsyncIterator[System]:
    secrets = Secrets(settings.data_dir)
    try:
        urls: dict[str, ServiceUrls] = await step(
            "Databases and roles", _provision(admin_url, secrets)
        )
        await step("Migrations", _migrate(urls))
    except (OSError, SQLAlchemyError) as why:
        raise CannotStart(f"PostgreSQL cannot be used: {type(why).__name__}.") from None
    wakeups = {name: Wakeup() for name in SERVICES}
    async with AsyncExitStack() as stack:
        issuer = stack.enter_context(demo_accounts())
        processes = {
            name: await stack.enter_async_context(ServiceProcess(service, chosen, wakeups=wakeups))
            for name, (service, chosen) in _built(settings, urls, secrets, issuer).items()
        }
        if settings.bus == "amqp":
            await step("Queues on RabbitMQ", _declare(settings, processes))
        yield System(processes)


async def _provision(admin_url: str, secrets: Secrets) -> dict[str, ServiceUrls]:
    return {
        name: await provision(
            admin_url, name, database=f"samenspel_{name}", password=secrets.password
        )
        for name in SERVICES
    }


async def _migrate(urls: dict[str, ServiceUrls]) -> None:
    for name, of_service in urls.items():
        await upgrade(f"samenspel_{name}", of_service.owner_url)


def _built(
    settings: StandaloneSettings,
    urls: dict[str, ServiceUrls],
    secrets: Secrets,
    issuer: IssuerSettings,
) -> dict[str, tuple[Service[Any], Any]]:
    signer = TokenSigner(secrets.token_key(), other=None, public_url=settings.address)
    jwks = json.dumps(signer.public_keys.as_dict())
    built: dict[str, tuple[Service[Any], Any]] = {}
    for name, bootstrap in SERVICES.items():
        chosen = bootstrap.Settings(
            database=DatabaseSettings(
                app_url=SecretStr(urls[name].app_url),
                worker_url=SecretStr(urls[name].worker_url),
                owner_url=SecretStr(urls[name].owner_url),
            ),
            bus=settings.bus,
            amqp_url=settings.amqp_url,
            feeds={source: SecretStr(u.feed_url) for source, u in urls.items() if source != name},
            cookie_key=SecretStr(secrets.cookie_key()),
            lookup_key=SecretStr(secrets.lookup_key()),
            letter_key=SecretStr(secrets.letter_key()),
            documents_url=(settings.data_dir / "documents").absolute().as_uri(),
            document_key=SecretStr(secrets.document_key()),
            token_key=SecretStr(secrets.token_key()),
            jwks=jwks,
            issuers=(issuer,),
            public_url=settings.address,
            demo=True,
        )
        built[name] = (bootstrap.build(chosen), chosen)
    return built


async def _declare(settings: StandaloneSettings, processes: dict[str, ServiceProcess]) -> None:
    url = settings.amqp_url.get_secret_value() if settings.amqp_url else ""
    try:
        for name, process in processes.items():
            await topology.apply(url, service=name, consumers=process.service.consumers)
    except (BrokerLost, OSError):
        raise CannotStart("RabbitMQ cannot be used at AMQP_URL.") from None
