"""The commands `holds …`: see what waits, and decide about it. Never an event's data."""

import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any, TypeVar
from uuid import UUID

import typer
from rich.table import Table
from rich.text import Text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_messaging.consumers import Consumer
from samenspel_messaging.holds import HeldEvent, list_holds
from samenspel_messaging.resolving import (
    NotHeld,
    NotTheFirst,
    Shown,
    discard,
    retry_now,
    show_holds,
)
from samenspel_platform.command_line import console, read_settings, run_to_end
from samenspel_platform.database import create_engine
from samenspel_platform.service import Service
from samenspel_platform.settings import ServiceSettings

SettingsT = TypeVar("SettingsT", bound=ServiceSettings)
ResultT = TypeVar("ResultT")
EventId = Annotated[UUID, typer.Argument(help="The event, as `holds list --json` names it.")]
ConsumerName = Annotated[
    str | None, typer.Option("--consumer", help="Only as this consumer holds it.")
]


def hold_commands(
    settings: type[SettingsT], build: Callable[[SettingsT], Service[Any]]
) -> typer.Typer:
    """Make the commands of one service."""
    cli = typer.Typer(no_args_is_help=True, help="Events that wait or were parked.")

    def on_database(do: Callable[[AsyncEngine, Sequence[Consumer]], Awaitable[ResultT]]) -> ResultT:
        chosen = read_settings(settings)
        return run_to_end(_with_engine(chosen, build(chosen).consumers, do))

    @cli.command(name="list")
    def list_(
        limit: Annotated[int, typer.Option(min=1, max=1000)] = 100,
        as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    ) -> None:
        """List the events that are held for a retry, behind another, or parked."""
        _print_list(on_database(lambda engine, _: list_holds(engine, limit=limit)), as_json=as_json)

    @cli.command()
    def show(event_id: EventId) -> None:
        """Show why an event is held, what waits behind it, and what was decided."""
        found = on_database(lambda engine, _: show_holds(engine, event_id))
        for each in found:
            console.print(_details(each))
        if not found:
            console.print("No consumer holds or held this event.")
            raise typer.Exit(1)

    @cli.command()
    def retry(
        event_id: Annotated[UUID | None, typer.Argument(help="One event; else give --all.")] = None,
        consumer: ConsumerName = None,
        all_: Annotated[bool, typer.Option("--all", help="All that wait or are parked.")] = False,
    ) -> None:
        """Try held events again now, also parked ones, from the first attempt on."""
        if (event_id is None) is not all_:
            console.print("[red]Name one event, or give --all.[/red]")
            raise typer.Exit(2)
        count = on_database(
            lambda engine, mine: retry_now(engine, mine, consumer=consumer, event_id=event_id)
        )
        console.print(f"{count} to be tried again.")
        raise typer.Exit(0 if count or all_ else 1)

    @cli.command(name="discard")
    def discard_(
        event_id: EventId,
        consumer: Annotated[str, typer.Option(help="The consumer that goes on without it.")],
        by: Annotated[str, typer.Option(help="Who decides this.")],
        reason: Annotated[str, typer.Option(help="Why; without names of children.")],
        yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    ) -> None:
        """Go on without an event for good: it never takes effect, what waits behind it does."""
        if not yes:
            typer.confirm(f"{consumer} will never apply this event. Go on?", abort=True)
        refusal = on_database(
            lambda engine, mine: _discard(
                engine, mine, event_id, consumer=consumer, by=by, reason=reason
            )
        )
        if refusal:
            console.print(f"[red]{refusal}[/red]")
            raise typer.Exit(1)
        console.print("Discarded.")

    return cli


async def _with_engine(
    settings: ServiceSettings,
    consumers: Sequence[Consumer],
    do: Callable[[AsyncEngine, Sequence[Consumer]], Awaitable[ResultT]],
) -> ResultT:
    engine = create_engine(settings.database.as_worker(), pool_size=1)
    try:
        return await do(engine, consumers)
    finally:
        await engine.dispose()


async def _discard(
    engine: AsyncEngine,
    consumers: Sequence[Consumer],
    event_id: UUID,
    *,
    consumer: str,
    by: str,
    reason: str,
) -> str:
    """Discard it; gives why not, or nothing."""
    found = next((each for each in consumers if each.name == consumer), None)
    if found is None:
        return f"There is no consumer {consumer}."
    try:
        await discard(engine, found, event_id, by=by, reason=reason)
    except NotHeld:
        return "This event does not wait there (any more)."
    except NotTheFirst:
        return "An earlier event of the same aggregate comes first; see `holds list`."
    return ""


def _cells(row: HeldEvent) -> dict[str, str]:
    return {
        "state": row.state,
        "consumer": row.consumer,
        "type": row.type or "-",
        "aggregate": f"{row.agg_id} #{row.agg_seq}" if row.agg_id else "-",
        "attempt": str(row.attempt),
        "next": row.next_at.isoformat(timespec="seconds") if row.next_at else "-",
        "error": row.error or row.error_class or "-",
        "event": str(row.event_id),
    }


def _print_list(rows: Sequence[HeldEvent], *, as_json: bool) -> None:
    table = Table("state", "consumer", "type", "aggregate", "attempt", "next", "error", "event")
    for row in rows:
        if as_json:
            console.print(json.dumps(_cells(row)))
        table.add_row(*_cells(row).values())
    if not as_json:
        console.print(table if rows else "Nothing is held.")


def _details(shown: Shown) -> Table:
    event = shown.event
    where = f"{event.source} p{event.part:02d}/{event.pos}" if event.part is not None else "-"
    table = Table(show_header=False, box=None)
    more = {
        "position": where,
        "class": event.error_class,
        "first failed": event.first_failed_at.isoformat(timespec="seconds"),
        "behind it": str(shown.behind),
        "decided by": shown.resolved_by or "-",
        "decided at": shown.resolved_at.isoformat(timespec="seconds") if shown.resolved_at else "-",
        "reason": shown.reason or "-",
    }
    for name, value in {**_cells(event), **more}.items():
        table.add_row(name, Text(value))  # a reason may have any characters
    return table
