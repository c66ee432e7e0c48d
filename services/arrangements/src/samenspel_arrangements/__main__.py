"""The command `samenspel-arrangements`."""

import typer

from samenspel_arrangements.bootstrap import build
from samenspel_arrangements.consumers import PROJECTIONS
from samenspel_arrangements.gateways.documents.sealing import Keyring
from samenspel_arrangements.jobs.reseal import reseal
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.settings import Settings
from samenspel_platform.command_line import console, read_settings
from samenspel_platform.commands import CommandContext, run_in_service, service_commands
from samenspel_platform.rebuild_command import add_rebuild

cli = service_commands("arrangements", Settings, build)
add_rebuild(cli, Settings, build, PROJECTIONS)


@cli.command(name="reseal-documents")
def reseal_documents() -> None:
    """Seal the keys of documents by the newest key; afterwards nothing needs the other one.

    Exit 1 if there are keys that neither DOCUMENT_KEY nor DOCUMENT_KEY_OTHER opens. Stopped
    half-way, run it again.
    """
    settings = read_settings(Settings)

    async def do(context: CommandContext[SqlArrangementsUnitOfWork]) -> int:
        done = await reseal(context, Keyring(*settings.document_keys()))
        console.print(f"{done.anew} sealed anew")
        if done.unreadable:
            console.print(f"[red]{done.unreadable} that no key opens: is the old key right?[/red]")
            return 1
        console.print("Nothing needs the other key any more.")
        return 0

    raise typer.Exit(run_in_service(settings, build(settings), do))


def main() -> None:
    """Run the command."""
    cli()


if __name__ == "__main__":
    main()
