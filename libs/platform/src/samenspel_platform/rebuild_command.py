"""The command `rebuild <projection>`: make read models anew, look at what differs, swap."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, NoReturn, TypeVar

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
from rich.table import Table
from rich.text import Text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_messaging.log import SqlLogReader
from samenspel_messaging.loops import DATABASE_TROUBLE
from samenspel_messaging.rebuild import Comparison, Projection, Rebuild, RebuildRefused
from samenspel_messaging.rebuild_filling import LogTooShort, Tell
from samenspel_platform.command_line import console, read_settings, run_to_end
from samenspel_platform.database import create_engine
from samenspel_platform.process import ServiceProcess
from samenspel_platform.service import Service
from samenspel_platform.settings import ServiceSettings

SettingsT = TypeVar("SettingsT", bound=ServiceSettings)
LONGEST_STATEMENT = 3600.0
"""Seconds; a checksum over a large table takes its time."""
DIFFERENT, REFUSED = 1, 2


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was asked for."""

    check: bool
    accept_differences: bool
    afresh: bool
    drop_old: bool


def add_rebuild(
    cli: typer.Typer,
    settings: type[SettingsT],
    build: Callable[[SettingsT], Service[Any]],
    projections: Sequence[Projection],
) -> None:
    """Give a service's command line the command for its projections."""
    by_name = {projection.name: projection for projection in projections}

    @cli.command()
    def rebuild(
        projection: Annotated[str, typer.Argument(help=f"One of: {', '.join(by_name)}.")],
        check: Annotated[
            bool, typer.Option("--check", help="Compare only; exit 1 if they differ.")
        ] = False,
        accept_differences: Annotated[
            bool, typer.Option("--accept-differences", help="Swap without asking.")
        ] = False,
        afresh: Annotated[
            bool,
            typer.Option("--afresh", help="Forget an earlier attempt; do so after an upgrade."),
        ] = False,
        drop_old: Annotated[
            bool, typer.Option("--drop-old", help="Drop what the last rebuild replaced; no more.")
        ] = False,
    ) -> None:
        """Make read models anew from the logs, beside those in use; compare, then swap.

        The service goes on meanwhile. What is interrupted goes on where it was.
        """
        if projection not in by_name:
            _refuse(f"There is no projection {projection}; there are: {', '.join(by_name)}.")
        wanted = _Wanted(check, accept_differences, afresh, drop_old)
        chosen = read_settings(settings)
        service = build(chosen)
        try:
            code = run_to_end(_rebuild(service, chosen, by_name[projection], wanted))
        except RebuildRefused as why:
            _refuse(str(why))
        except LogTooShort as why:
            _refuse(f"The log of {why} ends before the position where the consumer is.")
        except DATABASE_TROUBLE as why:
            _stop(f"Interrupted ({type(why).__name__}). Start it again: it goes on from there.", 1)
        raise typer.Exit(code)


async def _rebuild(
    service: Service[Any], settings: ServiceSettings, projection: Projection, wanted: _Wanted
) -> int:
    async with AsyncExitStack() as open_:
        process = await open_.enter_async_context(ServiceProcess(service, settings))
        owner = _engine(settings.database.as_owner(), open_)
        worker = _engine(settings.database.as_worker(), open_)
        rebuild = Rebuild(
            projection,
            service=service.name,
            owner=owner,
            worker=worker,
            readers={**process.feeds, service.name: SqlLogReader(worker, source=service.name)},
            make_uow=service.uow_maker(settings.event_source),
        )
        await open_.enter_async_context(rebuild.alone())
        if wanted.drop_old:
            return await _drop_old(rebuild)
        return await _make(rebuild, projection, wanted)


def _engine(url: str, open_: AsyncExitStack) -> AsyncEngine:
    engine = create_engine(
        url,
        pool_size=4,
        application_name="samenspel-rebuild",
        command_timeout=LONGEST_STATEMENT,
    )
    open_.push_async_callback(engine.dispose)
    return engine


async def _drop_old(rebuild: Rebuild) -> int:
    dropped = await rebuild.drop_old()
    console.print("Dropped." if dropped else "There was nothing to drop.")
    return 0


async def _make(rebuild: Rebuild, projection: Projection, wanted: _Wanted) -> int:
    found = await rebuild.begin(afresh=wanted.afresh)
    done, total = await rebuild.progress()
    console.print(f"{projection.name}: {'goes on at' if found else 'begins at'} {done} of {total}.")
    with _progress(done, total) as tell:
        await rebuild.catch_up(tell)
    with console.status("Comparing …"):
        comparison = await rebuild.compare(_to_nobody)
    _show(comparison)
    if wanted.check:
        return 0 if comparison.equal else DIFFERENT
    if not comparison.equal and not wanted.accept_differences:
        typer.confirm("Put the rebuilt tables in place?", abort=True)
    await rebuild.swap(_to_nobody)
    console.print(f"In place; the consumer stood still for {rebuild.stood_still * 1000:.0f} ms.")
    console.print(f"What was in use is kept in schema {projection.old}; --drop-old drops it.")
    return 0


def _show(comparison: Comparison) -> None:
    table = Table(
        "table", "rows", "checksum", "rebuilt rows", "checksum", "only now", "only rebuilt"
    )
    for each in comparison.tables:
        live, green = each.live, each.green
        only = (str(each.only_live), str(each.only_green)) if not each.equal else ("-", "-")
        table.add_row(each.table, f"{live.rows}", f"{live}", f"{green.rows}", f"{green}", *only)
    table.add_row("(held events)", str(comparison.held), "", str(comparison.held_green), "", "", "")
    console.print(table)
    console.print("Equal." if comparison.equal else "They differ.")


class _Rate(ProgressColumn):
    """Entries a second."""

    def render(self, task: Task) -> Text:
        """Show it, once it is known."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "")


@contextmanager
def _progress(done: int, total: int) -> Iterator[Tell]:
    columns = (TextColumn("events"), BarColumn(), MofNCompleteColumn(), _Rate())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("events", completed=done, total=total)

        def tell(passed: int) -> None:
            progress.advance(task, passed)
            now = progress.tasks[0]
            if now.total is not None and now.completed > now.total:  # the consumer went on too
                progress.update(task, total=now.completed)

        yield tell


def _to_nobody(_: int) -> None:
    """Show nothing."""


def _refuse(sentence: str) -> NoReturn:
    _stop(sentence, REFUSED)


def _stop(sentence: str, code: int) -> NoReturn:
    console.print(sentence, style="red", markup=False)
    raise typer.Exit(code)
