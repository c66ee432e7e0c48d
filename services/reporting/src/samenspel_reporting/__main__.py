"""The command `samenspel-reporting`."""

from samenspel_platform.commands import service_commands
from samenspel_platform.rebuild_command import add_rebuild
from samenspel_reporting.bootstrap import build
from samenspel_reporting.consumers import PROJECTIONS
from samenspel_reporting.settings import Settings

cli = service_commands("reporting", Settings, build)
add_rebuild(cli, Settings, build, PROJECTIONS)


def main() -> None:
    """Run the command."""
    cli()


if __name__ == "__main__":
    main()
