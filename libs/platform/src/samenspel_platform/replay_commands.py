"""The command `replay`: offers a consumer events once more, from a position or a moment on."""

import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from samenspel_messaging.consumers import Consumer
from samenspel_messaging.effects import Effects
from samenspel_messaging.log import LogReader, SqlLogReader
from samenspel_messaging.loops import DATABASE_TROUBLE
from samenspel_messaging.partitions import PARTITIONS
from samenspel_messaging.replay import (
    Offering,
    Rehearsal,
    Replayed,
    ReplayRefused,
    last_positions,
    positions_before,
    refuse_outward,
    replay,
)
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.command_line import console, read_settings, run_to_end
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.process import ServiceProcess
from samenspel_platform.service import Service
from samenspel_platform.settings import ServiceSettings

SettingsT = TypeVar("SettingsT", bound=ServiceSettings)
Start = datetime | dict[int, int]
PLACES = re.compile(r"p(\d\d)/(\d+)")

WORDS = {
    "applied": "applied",
    "passed-over": "passed over: no handler",
    "known": "known already",
    "retry": "failed, to be tried again",
    "gap": "waiting for one before",
    "parked": "parked",
    "other": "not for this consumer, or too old for it",
}


def add_replay(
    cli: typer.Typer, settings: type[SettingsT], build: Callable[[SettingsT], Service[Any]]
) -> None:
    """Add the command to those of a service."""

    @cli.command(name="replay")
    def replay_(
        consumer: Annotated[str, typer.Option(help="Who is offered the events.")],
        from_: Annotated[
            str,
            typer.Option(
                "--from",
                help="A moment (2026-11-22T10:00), a position in each part (0: all), or p03/120,"
                "p07/15: behind these, and no other parts.",
            ),
        ],
        source: Annotated[
            str | None, typer.Option(help="The service whose log it is; else all that it reads.")
        ] = None,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Only say what it would do.")
        ] = False,
    ) -> None:
        """Offer a consumer events once more: what it missed is applied, what it knows stays."""
        chosen = read_settings(settings)
        service = build(chosen)
        try:
            wanted = _find(service.consumers, consumer)
            order = _Order(wanted, read_start(from_), _sources(wanted, source, from_), dry_run)
            run_to_end(_replay(order, service, chosen))
        except ReplayRefused as why:
            console.print(f"[red]{why}[/red]")
            raise typer.Exit(2) from None
        except DATABASE_TROUBLE as why:  # its text may quote what was written
            console.print(f"[red]A database or a log can't be reached: {type(why).__name__}.[/red]")
            raise typer.Exit(1) from None


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for."""

    consumer: Consumer
    start: Start
    sources: tuple[str, ...]
    dry_run: bool


def read_start(words: str) -> Start:
    """Read where to begin: a moment, a position in each part, or positions of some parts."""
    if words.isdecimal():
        return dict.fromkeys(range(PARTITIONS), int(words))
    places = [PLACES.fullmatch(place) for place in words.split(",")]
    if all(places):
        start = {int(place[1]): int(place[2]) for place in places if place}
        if max(start) < PARTITIONS:
            return start
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        raise ReplayRefused(
            f"{words} is no moment (2026-11-22T10:00), no position (0) and no positions (p03/120)."
        ) from None
    return moment if moment.tzinfo else moment.astimezone()


def write_places(after: Mapping[int, int]) -> str:
    """Write positions so that `read_start` reads them."""
    return ",".join(f"p{part:02d}/{pos}" for part, pos in sorted(after.items()))


def _find(consumers: Sequence[Consumer], name: str) -> Consumer:
    found = next((each for each in consumers if each.name == name), None)
    if found is None:
        known = ", ".join(sorted(each.name for each in consumers)) or "none"
        raise ReplayRefused(f"There is no consumer {name}; there are: {known}.")
    refuse_outward(found)
    return found


def _sources(consumer: Consumer, source: str | None, from_: str) -> tuple[str, ...]:
    sources = sorted(consumer.sources)
    if source is not None and source not in sources:
        raise ReplayRefused(f"{consumer.name} reads {', '.join(sources)}, not {source}.")
    if source is None and len(sources) > 1 and from_.startswith("p"):
        raise ReplayRefused(
            f"{consumer.name} reads {', '.join(sources)}: name one with --source, positions are its."
        )
    return (source,) if source else tuple(sources)


async def _replay(order: _Order, service: Service[Any], settings: ServiceSettings) -> None:
    async with _opened(service, settings) as (sessions, readers):
        if missing := set(order.sources) - set(readers):
            name = min(missing)
            raise ReplayRefused(f"There is no way to the log of {name}: FEEDS__{name.upper()}.")
        offering: Offering = (
            Rehearsal(order.consumer, sessions)
            if order.dry_run
            else Effects(
                order.consumer,
                service=service.name,
                sessions=sessions,
                make_uow=service.uow_maker(settings.event_source),
                wakeup=Wakeup(),
            )
        )
        for source in order.sources:
            await _replay_one(order, offering, readers[source])


@asynccontextmanager
async def _opened(
    service: Service[Any], settings: ServiceSettings
) -> AsyncIterator[tuple[async_sessionmaker[AsyncSession], dict[str, LogReader]]]:
    engine = create_engine(settings.database.as_worker(), pool_size=2)
    try:
        async with ServiceProcess(service, settings) as process:
            own = SqlLogReader(engine, source=service.name)
            yield sessions_of(engine), {**process.feeds, service.name: own}
    finally:
        await engine.dispose()


async def _replay_one(order: _Order, offering: Offering, reader: LogReader) -> None:
    start = order.start
    after = await positions_before(reader, start) if isinstance(start, datetime) else start
    to = {part: pos for part, pos in (await last_positions(reader)).items() if part in after}
    so_far, total = Replayed(after), _left(after, to)
    try:
        with _progress() as bar:
            task = bar.add_task(reader.source, total=total)
            async for so_far in replay(offering, reader, after=after, to=to):
                bar.update(task, completed=so_far.passed)
    finally:
        _report(order, reader.source, so_far, to)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
    )


def _left(after: Mapping[int, int], to: Mapping[int, int]) -> int:
    return sum(max(0, pos - after[part]) for part, pos in to.items())


def _report(order: _Order, source: str, so_far: Replayed, to: Mapping[int, int]) -> None:
    """Say what became of the events, also when it was interrupted."""
    would = "would be offered" if order.dry_run else "offered"
    console.print(f"{source}: {so_far.passed} events {would} to {order.consumer.name}.")
    for outcome, words in WORDS.items():
        if count := so_far.outcomes[outcome]:
            console.print(f"  {count} {words}")
    rest = {part: pos for part, pos in so_far.after.items() if pos < to[part]}
    if rest:
        console.print(f"Not finished. Go on with --source {source} --from {write_places(rest)}")
