"""`make mutants`: makes known mistakes in copies of the spine, and sees that a test notices each."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from tests.mutants.catalogue import MUTANTS
from tests.mutants.seeding import ROOT, DoesNotFit, Mutant, copy_project
from tests.mutants.trial import Outcome, Verdict, run_tests, try_mutant

from samenspel_testkit.broker import rabbit_version
from samenspel_testkit.broker_rights import settings_of_project
from samenspel_testkit.postgres import find_postgres, version_of
from samenspel_testkit.rabbit import find_rabbit

AT_ONCE = 2
UNCHANGED_SECONDS = 600.0

console = Console(highlight=False, width=None if sys.stdout.isatty() else 170)


def mutants(
    only: Annotated[str, typer.Option(help="Some of them, by name: M5,M8.")] = "",
    show: Annotated[bool, typer.Option(help="Say what they are, and run nothing.")] = False,
    output: Annotated[bool, typer.Option(help="Show what pytest said of each.")] = False,
) -> None:
    """Make known mistakes in copies of the spine; fails unless a test notices each."""
    chosen = _choose(only)
    if show:
        for mutant in chosen:
            console.print(f"[bold]{mutant.name}[/bold] {escape(f'{mutant.title}: {mutant.why}.')}")
        return
    # Asked to stop, by whomever: end what we started too.
    signal.signal(signal.SIGTERM, lambda *_: os.kill(os.getpid(), signal.SIGINT))
    raise typer.Exit(asyncio.run(_run(chosen, output=output)))


def _choose(only: str) -> list[Mutant]:
    names = only.replace(",", " ").split()
    if unknown := set(names) - {mutant.name for mutant in MUTANTS}:
        raise typer.BadParameter(f"no such mutant: {', '.join(sorted(unknown))}")
    return [mutant for mutant in MUTANTS if not names or mutant.name in names]


async def _run(chosen: Sequence[Mutant], *, output: bool) -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="samenspel-mutants-")))
        source = folder / "unchanged"
        copy_project(ROOT, source)
        if misfits := _misfits(chosen, source):
            console.print("These mutants do not fit any more:", *misfits, sep="\n", markup=False)
            return 1
        env = await _start_servers(stack)
        tests = list(dict.fromkeys(test for mutant in chosen for test in mutant.tests))
        console.print(f"The unchanged project first: {len(tests)} tests or files of tests …")
        unchanged = await run_tests(
            source, tests, env=env, seconds=UNCHANGED_SECONDS, at_once=AT_ONCE
        )
        if unchanged.verdict is not Verdict.SURVIVED:
            console.print(escape(unchanged.output))
            console.print("The tests fail on the unchanged project, so they would prove nothing.")
            return 1
        console.print(f"All pass, in {unchanged.seconds:.0f} s.")
        limit = asyncio.Semaphore(AT_ONCE)

        async def attempt(mutant: Mutant) -> Outcome:
            async with limit:
                copy = folder / mutant.name
                outcome = await try_mutant(mutant, source=source, to=copy, env=env)
            console.print(f"  {mutant.name}: {outcome.verdict.value}, {outcome.seconds:.0f} s")
            if output or not outcome.verdict.is_good:
                console.print(escape(outcome.output))
            return outcome

        outcomes = await asyncio.gather(*(attempt(mutant) for mutant in chosen))
    _report(chosen, outcomes)
    return 0 if all(outcome.verdict.is_good for outcome in outcomes) else 1


def _misfits(chosen: Sequence[Mutant], source: Path) -> list[str]:
    """Name the mutants whose place in the project has changed."""
    found = []
    for mutant in chosen:
        try:
            mutant.seed(source, write=False)
        except DoesNotFit as why:
            found.append(f"{mutant.name}: {why}")
    return found


async def _start_servers(stack: ExitStack) -> dict[str, str]:
    """Start one of each for all; gives the variables that have tests use them."""
    postgres = find_postgres()
    stack.callback(postgres.close)
    rabbit = find_rabbit(settings_of_project(ROOT))
    stack.callback(rabbit.close)
    await version_of(postgres.admin_url)
    await rabbit_version(rabbit)
    return {
        "TEST_POSTGRES_URL": postgres.admin_url,
        "TEST_RABBITMQ_URL": rabbit.url,
        "TEST_RABBITMQ_MANAGEMENT_URL": rabbit.management_url,
    }


def _report(chosen: Sequence[Mutant], outcomes: Sequence[Outcome]) -> None:
    table = Table("", "mistake", "", Column("by", overflow="fold"), "because", "s")
    for mutant, outcome in zip(chosen, outcomes, strict=True):
        colour = "green" if outcome.verdict.is_good else "red"
        table.add_row(
            mutant.name,
            escape(mutant.title),
            f"[{colour}]{outcome.verdict.value}[/{colour}]",
            escape(outcome.test.rpartition("::")[2]),
            escape(outcome.reason[:100]),
            f"{outcome.seconds:.0f}",
        )
    console.print(table)
    survivors = [m.name for m, o in zip(chosen, outcomes, strict=True) if not o.verdict.is_good]
    console.print(f"Not killed: {', '.join(survivors)}" if survivors else "All were killed.")


if __name__ == "__main__":
    typer.run(mutants)
