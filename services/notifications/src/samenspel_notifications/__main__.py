"""The command `samenspel-notifications`."""

from samenspel_notifications.bootstrap import build
from samenspel_notifications.consumers.work import PROJECTIONS
from samenspel_notifications.settings import Settings
from samenspel_platform.commands import service_commands
from samenspel_platform.rebuild_command import add_rebuild

cli = service_commands("notifications", Settings, build)
add_rebuild(cli, Settings, build, PROJECTIONS)


def main() -> None:
    """Run the command."""
    cli()


if __name__ == "__main__":
    main()
