"""The command `samenspel`: run the whole system on this machine, or start afresh."""

import asyncio
import shutil
import sys
from typing import NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console

from samenspel_standalone.data_folder import InUse, locked
from samenspel_standalone.settings import StandaloneSettings
from samenspel_standalone.system import CannotStart, run_system

cli = typer.Typer(no_args_is_help=True, add_completion=False, help="Samenspel on one machine.")
PREFIX = "Value error, "
"""What pydantic puts before the message of a rule of ours."""
console = Console(stderr=False, highlight=False, soft_wrap=True)


@cli.callback()
def commands() -> None:
    """Samenspel on one machine."""


@cli.command()
def run() -> None:
    """Start everything, print the address, stop at Ctrl-C."""
    settings = _settings()
    try:
        with locked(settings.data_dir):
            asyncio.run(run_system(settings, console))
    except InUse:
        _refuse(f"Samenspel already runs from {settings.data_dir.resolve()}; stop that one first.")
    except CannotStart as why:
        _refuse(str(why))


@cli.command()
def reset() -> None:
    """Wipe all data of this folder's installation."""
    settings = _settings()
    try:
        with locked(settings.data_dir):
            shutil.rmtree(settings.data_dir)
    except InUse:
        _refuse("Samenspel is running; stop it first.")
    console.print(f"Removed {settings.data_dir}.")


def _settings() -> StandaloneSettings:
    try:
        return StandaloneSettings()
    except ValidationError as why:
        lines = [
            ": ".join([*(str(part).upper() for part in e["loc"]), e["msg"].removeprefix(PREFIX)])
            for e in why.errors()
        ]
        _refuse("\n".join(lines))


def _refuse(message: str) -> NoReturn:
    console.print(f"[red]{message}[/red]")
    sys.exit(1)


def main() -> None:
    """Run the command."""
    cli()


if __name__ == "__main__":
    main()
