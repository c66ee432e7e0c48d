"""The command `samenspel-reporting`."""

from samenspel_platform.commands import service_commands
from samenspel_reporting.bootstrap import build
from samenspel_reporting.settings import Settings

cli = service_commands("reporting", Settings, build)


def main() -> None:
    """Run the command."""
    cli()


if __name__ == "__main__":
    main()
