"""The command `samenspel-notifications`."""

from samenspel_notifications.bootstrap import build
from samenspel_notifications.settings import Settings
from samenspel_platform.commands import service_commands

cli = service_commands("notifications", Settings, build)


def main() -> None:
    """Run the command."""
    cli()


if __name__ == "__main__":
    main()
