"""The command `samenspel-arrangements`."""

from samenspel_arrangements.bootstrap import build
from samenspel_arrangements.consumers import PROJECTIONS
from samenspel_arrangements.settings import Settings
from samenspel_platform.commands import service_commands
from samenspel_platform.rebuild_command import add_rebuild

cli = service_commands("arrangements", Settings, build)
add_rebuild(cli, Settings, build, PROJECTIONS)


def main() -> None:
    """Run the command."""
    cli()


if __name__ == "__main__":
    main()
