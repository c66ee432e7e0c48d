"""The command `samenspel-intake`."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from samenspel_intake.application.manage_grants import AddColleague, NewGrant, add_colleague
from samenspel_intake.application.schools.close_school import CloseSchool
from samenspel_intake.bootstrap import build
from samenspel_intake.domain.alliance import alliance_id_of
from samenspel_intake.domain.school import Closure
from samenspel_intake.gateways.import_report import (
    report_import,
    report_news,
    report_problems,
    report_unit_map,
)
from samenspel_intake.gateways.school_register import UnreadableRegister, read_register
from samenspel_intake.gateways.unit_map_file import WrongUnitMap, read_unit_map
from samenspel_intake.jobs.loading import (
    bring_in_register,
    bring_in_unit_map,
    look_at_register,
)
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.settings import Settings
from samenspel_kernel.actor import Role
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_messaging.scope import Scope
from samenspel_platform.command_line import read_settings
from samenspel_platform.commands import CommandContext, run_in_service, service_commands

WIDTH_OF_FILES = 140
cli = service_commands("intake", Settings, build)
console = Console(
    highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else WIDTH_OF_FILES
)
Readable = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
Context = CommandContext[SqlIntakeUnitOfWork]


@cli.command(name="import-schools")
def import_schools(
    file: Readable,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    closed: Annotated[
        list[str] | None,
        typer.Option(help="A school that closed, as 99AA00, or =99BB00 behind it: its successor."),
    ] = None,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The last day of those that closed."),
    ] = None,
) -> None:
    """Import a school register (CSV of DUO); what is wrong is listed by line, the rest imported.

    A school that the file lacks closes only when --closed names it.
    """
    try:
        register = read_register(file.read_bytes())
    except UnreadableRegister as why:
        _refuse(f"{file}: {why}. Nothing was imported.")
    if closed and on is None:
        _refuse("--closed needs --on: the last day. Nothing was imported.")
    closures = [_closure(each, on.date()) for each in closed or () if on is not None]

    async def run(context: Context) -> int:
        foreseen = await look_at_register(register.locations, context, untold=register.untold)
        report_news(console, foreseen)
        if dry_run:
            report_problems(console, register)
            return 0
        taken = await bring_in_register(
            register.locations, context, untold=register.untold, closures=closures
        )
        report_import(console, register, taken)
        return 0 if register.locations and not taken.refused else 2

    settings = read_settings(Settings)
    raise typer.Exit(run_in_service(settings, build(settings), run))


def _closure(written: str, until: date) -> CloseSchool:
    code, _, successor = written.partition("=")
    return CloseSchool(code=code, closure=Closure(until, successor or None))


@cli.command(name="load-unit-map")
def load_unit_map(file: Readable) -> None:
    """Load an alliance's unit map (YAML): its units, what they cover, and its terms."""
    try:
        unit_map = read_unit_map(file.read_bytes())
    except WrongUnitMap as why:
        _refuse(*(f"{file}: {path}: {what}" for path, what in why.errors))

    async def run(context: Context) -> int:
        try:
            report_unit_map(console, await bring_in_unit_map(unit_map, context))
        except InvalidInput as why:
            _refuse(*(f"{file}: {error.field}: {error.code}" for error in why.errors))
        return 0

    settings = read_settings(Settings)
    raise typer.Exit(run_in_service(settings, build(settings), run))


@cli.command(name="add-administrator")
def add_administrator(
    alliance: Annotated[str, typer.Argument(help="The alliance's number, such as PO9901.")],
    name: Annotated[str, typer.Argument(help="The person's name.")],
    account: Annotated[str, typer.Argument(help="The account's code, as log-in shows it.")],
) -> None:
    """Let somebody with an organisation's account in as administrator; further ones go by hand."""
    command = AddColleague(name=name, account=account, grant=NewGrant(role=Role.ADMINISTRATOR))
    id_ = alliance_id_of(alliance)

    async def run(context: Context) -> int:
        async with context.transactions(Scope.begin(id_)) as uow:
            if await uow.alliances.find(id_) is None:
                _refuse(f"{alliance}: there is no such alliance here.")
            try:
                await add_colleague(command, alliance_id=id_, uow=uow, clock=context.clock)
            except InvalidInput as why:
                _refuse(*(f"{error.field}: {error.code}" for error in why.errors))
            except RuleViolation as why:
                _refuse(why.code)
        return 0

    settings = read_settings(Settings)
    raise typer.Exit(run_in_service(settings, build(settings), run))


def _refuse(*lines: str) -> NoReturn:
    for line in lines:
        console.print(line, style="red", markup=False)
    raise typer.Exit(2)


def main() -> None:
    """Run the command."""
    cli()


if __name__ == "__main__":
    main()
