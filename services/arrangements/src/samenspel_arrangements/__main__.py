"""The command `samenspel-arrangements`."""

from samenspel_arrangements.bootstrap import build
from samenspel_arrangements.settings import Settings
from samenspel_platform.commands import service_commands

cli = service_commands("arrangements", Settings, build)


def main() -> None:
    """Run the command."""
    cli()


if __name__ == "__main__":
    main()
