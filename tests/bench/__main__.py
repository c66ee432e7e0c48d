"""`make bench`: measures, prints a table, writes `bench.json`."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from tests.bench import drain, emitting, end_to_end, idle, memory, pages, rebuilding, relay
from tests.bench.figures import Figure, write_report
from tests.bench.lab import ROOT, Lab, open_lab

console = Console(highlight=False, width=max(Console().width, 140))
MEASURES: Mapping[str, Callable[..., Awaitable[list[Figure]]]] = {
    "drain": drain.measure,
    "relay": relay.measure,
    "emit": emitting.measure,
    "end-to-end": end_to_end.measure,
    "rebuild": rebuilding.measure,
    "memory": memory.measure,
    "idle": idle.measure,
    "pages": pages.measure,
}
BUSY = 0.3
"""Load per core, before we begin, from which we warn."""
VERDICTS = {True: "[green]holds[/green]", False: "[red]fails[/red]", None: ""}


def bench(
    only: Annotated[str, typer.Option(help=f"Some of: {', '.join(MEASURES)}.")] = "",
    rounds: Annotated[int, typer.Option(help="How often each runs.")] = 5,
) -> None:
    """Measure ours and the peers on the same servers."""
    names = only.replace(",", " ").split() or list(MEASURES)
    if unknown := set(names) - set(MEASURES):
        raise typer.BadParameter(f"{', '.join(unknown)}: not one of {', '.join(MEASURES)}")
    if (load := os.getloadavg()[0]) > BUSY * (os.cpu_count() or 1):
        console.print(f"[yellow]This machine is busy (load {load:.1f}): rates will be wrong.")
    try:
        raise typer.Exit(asyncio.run(_bench(names, rounds)))
    except asyncio.CancelledError:
        raise typer.Exit(143) from None


async def _bench(names: list[str], rounds: int) -> int:
    if task := asyncio.current_task():  # so that SIGTERM too leaves nothing behind
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    figures: list[Figure] = []
    async with open_lab() as lab:
        for name in names:
            figures += await _measured(lab, name, rounds)
            write_report(ROOT / "bench.json", lab.machine, figures)
    console.print(_table(figures))
    console.print("Also in bench.json.")
    return 1 if any(figure.holds is False for figure in figures) else 0


async def _measured(lab: Lab, name: str, rounds: int) -> list[Figure]:
    with console.status(f"{name} …"):
        found = await MEASURES[name](lab, rounds=rounds)
    for figure in found:
        console.print(f"  {figure.name}: {figure.value:,.4g} {figure.unit} {figure.note}")
    return found


def _table(figures: list[Figure]) -> Table:
    table = Table("figure", "value", "compared with", "ratio", "target", "aim", "")
    for f in figures:
        ratio = "" if f.ratio is None else f"{f.ratio:.2f}"
        table.add_row(
            f.name,
            f"{f.value:,.4g} {f.unit}",
            f.peer or "",
            ratio,
            f.demand,
            f.aim,
            VERDICTS[f.holds],
        )
    return table


if __name__ == "__main__":
    typer.run(bench)
