"""What all commands share: settings, the way they run, and how they speak."""

from collections.abc import Coroutine
from typing import Any, TypeVar

import typer
import uvloop
from pydantic import ValidationError
from rich.console import Console

from samenspel_platform.settings import MissingSetting, SecretFileSettings

SettingsT = TypeVar("SettingsT", bound=SecretFileSettings)
ResultT = TypeVar("ResultT")
console = Console(highlight=False, soft_wrap=True)


def read_settings(settings: type[SettingsT]) -> SettingsT:
    """Read the settings from the environment; names what is missing or wrong, and exits."""
    try:
        return settings()
    except ValidationError as why:
        for error in why.errors():
            name = "__".join(str(part) for part in error["loc"]).upper() or "settings"
            console.print(f"[red]{name}: {error['msg']}[/red]")
        raise typer.Exit(2) from None


def run_to_end(work: Coroutine[Any, Any, ResultT]) -> ResultT:
    """Do a command's work; names the setting that it lacks, and exits."""
    try:
        return uvloop.run(work)
    except MissingSetting as why:
        console.print(f"[red]{why} is needed for this.[/red]")
        raise typer.Exit(2) from None
