"""The command `samenspel-demo`."""

from types import ModuleType

import typer
import uvloop
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from samenspel_arrangements import bootstrap as arrangements
from samenspel_demo.answering import OffersNeverArrived
from samenspel_demo.settings import DemoSettings
from samenspel_demo.telling import DemoStory
from samenspel_intake import bootstrap as intake
from samenspel_platform.command_line import read_settings
from samenspel_platform.process import ServiceProcess
from samenspel_platform.settings import DatabaseSettings
from samenspel_platform.telemetry import configure_logging

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A made-up alliance to try Samenspel with.",
)
console = Console(highlight=False, soft_wrap=True)


class CannotTell(Exception):
    """Why not, in words for the person who asked."""


@cli.callback()
def commands() -> None:
    """A made-up alliance to try Samenspel with."""


@cli.command()
def tell() -> None:
    """Fill an empty installation, whose workers run, with a made-up alliance; once."""
    configure_logging(service="demo")
    settings = read_settings(DemoSettings)
    try:
        uvloop.run(_tell(settings))
    except CannotTell as why:
        console.print(f"[red]{why}[/red]")
        raise typer.Exit(1) from None


async def _tell(settings: DemoSettings) -> None:
    async with (
        _process(intake, settings.intake_database, settings) as asking,
        _process(arrangements, settings.arrangements_database, settings) as answering,
    ):
        try:
            await _tell_once(DemoStory(asking.job_context, answering.job_context))
        except OffersNeverArrived:
            raise CannotTell(
                "Arrangements did not hear in time of what intake offers. Do the workers of both"
                " run? Start them and tell the demo again: it goes on where it is now."
            ) from None
        except (OSError, SQLAlchemyError) as why:
            raise CannotTell(
                f"A database cannot be used ({type(why).__name__}). Is it up, and migrated?"
            ) from None


async def _tell_once(story: DemoStory) -> None:
    if await story.is_told():
        console.print("The demo was told already; nothing was changed.")
        return
    if await story.is_among_others():
        raise CannotTell("There is another alliance here. The demo is for an empty installation.")
    console.print(f"Telling the demo of {story.alliance.name}:")
    await story.tell(lambda what: console.print(f"  {what}"))
    console.print(f"Told. Choose who to be: {story.alliance.name} has people in every role.")


def _process(
    bootstrap: ModuleType, database: DatabaseSettings, settings: DemoSettings
) -> ServiceProcess:
    chosen = bootstrap.Settings(
        database=database,
        public_url=settings.public_url,
        event_source=settings.event_source,
        demo=True,
    )
    return ServiceProcess(bootstrap.build(chosen), chosen)


def main() -> None:
    """Run the command."""
    cli()


if __name__ == "__main__":
    main()
