"""A real RabbitMQ: of the environment, else in a container, else a private local node."""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from samenspel_testkit import containers
from samenspel_testkit.choosing import CONTAINERS, LOCAL, choose
from samenspel_testkit.ports import free_port
from samenspel_testkit.warden import Warden

IMAGE = "rabbitmq:4-management"
BINARIES = Path("/usr/lib/rabbitmq/bin")
SMALL_DISK = "disk_free_limit.absolute = 100MB\n"


class RabbitServer(Protocol):
    """A server that virtual hosts can be made on, through its management API."""

    url: str
    management_url: str
    origin: str

    def stop(self) -> None:
        """Stop it as an operator would; what it stored stays."""
        ...

    def start(self) -> None:
        """Start it again, without waiting until it answers."""
        ...

    def kill(self) -> None:
        """Kill it (SIGKILL); what it stored stays."""
        ...

    def ctl(self, *words: str) -> str:
        """Run `rabbitmqctl` on it, and give what it says."""
        ...

    def close(self) -> None:
        """Give it up."""
        ...


class NotOurs(Exception):
    """The server is the environment's: a test can't stop it. Unset TEST_RABBITMQ_URL for that."""


class CtlRefused(Exception):
    """`rabbitmqctl` failed; the text is what it said."""


class GivenRabbit:
    """The server of TEST_RABBITMQ_URL, managed at TEST_RABBITMQ_MANAGEMENT_URL (or port 15672)."""

    origin = "of the environment"

    def __init__(self, url: str) -> None:
        given = urlsplit(url)
        login = f"{given.username or 'guest'}:{given.password or 'guest'}"
        self.url = f"amqp://{login}@{given.hostname}:{given.port or 5672}"
        default = f"http://{login}@{given.hostname}:15672"
        self.management_url = os.environ.get("TEST_RABBITMQ_MANAGEMENT_URL", default)

    def stop(self) -> None:
        """Refuse with NotOurs."""
        raise NotOurs

    def start(self) -> None:
        """Refuse with NotOurs."""
        raise NotOurs

    def kill(self) -> None:
        """Refuse with NotOurs."""
        raise NotOurs

    def ctl(self, *words: str) -> str:
        """Refuse with NotOurs."""
        raise NotOurs

    def close(self) -> None:
        """Leave it as it is."""


class ContainerRabbit:
    """A server in a container; its ports on the host are fixed, so that it can be restarted."""

    origin = f"container {IMAGE}"

    def __init__(self, settings: str) -> None:
        self._container = containers.start(
            containers.Wanted(
                IMAGE,
                {5672: free_port(), 15672: free_port()},
                files={"/etc/rabbitmq/conf.d/90-samenspel.conf": settings + SMALL_DISK},
            )
        )
        self.url = f"amqp://guest:guest@{containers.address(self._container, 5672)}"
        managed = containers.address(self._container, 15672)
        self.management_url = f"http://guest:guest@{managed}"

    def stop(self) -> None:
        """Stop the container; its file system stays."""
        self._container.get_wrapped_container().stop(timeout=20)

    def start(self) -> None:
        """Start it again."""
        self._container.get_wrapped_container().start()

    def kill(self) -> None:
        """Kill the container; its file system stays."""
        self._container.get_wrapped_container().kill()

    def ctl(self, *words: str) -> str:
        """Run `rabbitmqctl` in the container."""
        code, said = self._container.exec(["rabbitmqctl", *words])
        if code:
            raise CtlRefused(said.decode(errors="replace"))
        return str(said.decode())

    def close(self) -> None:
        """Remove the container."""
        self._container.stop()


class LocalRabbit:
    """A node of our own on free ports, with its own port mapper, cookie and files."""

    origin = "local node"

    def __init__(self, settings: str) -> None:
        server, mapper = BINARIES / "rabbitmq-server", shutil.which("epmd")
        if not server.exists() or mapper is None:
            raise FileNotFoundError(f"{server} (Debian: apt-get install rabbitmq-server)")
        directory = Path(tempfile.mkdtemp(prefix="samenspel-mq-"))
        (directory / "epmd").mkdir()
        amqp, management, names = free_port(), free_port(), free_port()
        (directory / "rabbitmq.conf").write_text(
            f"{settings}{SMALL_DISK}"
            f"management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {management}\n"
            "log.file.level = warning\n"
        )
        (directory / "plugins").write_text("[rabbitmq_management].\n")
        self._environment = os.environ | {
            "HOME": str(directory),
            "RABBITMQ_NODENAME": f"samenspel-{secrets.token_hex(4)}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(amqp),
            "RABBITMQ_DIST_PORT": str(free_port()),
            "RABBITMQ_MNESIA_BASE": str(directory / "mnesia"),
            "RABBITMQ_LOG_BASE": str(directory / "log"),
            "RABBITMQ_PID_FILE": str(directory / "pid"),
            "RABBITMQ_CONF_ENV_FILE": str(directory / "none"),
            "RABBITMQ_CONFIG_FILE": str(directory / "rabbitmq"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(directory / "plugins"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
            "RUNNING_UNDER_SYSTEMD": "true",  # no shell in between: signals reach the node itself
            "ERL_EPMD_PORT": str(names),
        }
        self.url = f"amqp://guest:guest@127.0.0.1:{amqp}"
        self.management_url = f"http://guest:guest@127.0.0.1:{management}"
        port_mapper = [mapper, "-port", str(names), "-address", "127.0.0.1"]
        self._mapper = Warden(port_mapper, directory=directory / "epmd")
        self._node = Warden([str(server)], directory=directory, environment=self._environment)
        self._mapper.start()
        self._node.start()

    def stop(self) -> None:
        """Stop the node; its queues and messages stay."""
        self._node.stop()

    def start(self) -> None:
        """Start it again."""
        self._node.start()

    def kill(self) -> None:
        """Kill the node; its queues and messages stay."""
        self._node.crash()

    def ctl(self, *words: str) -> str:
        """Run `rabbitmqctl` beside the node."""
        ran = subprocess.run(  # noqa: S603 - our own command
            [BINARIES / "rabbitmqctl", *words],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        if ran.returncode:
            raise CtlRefused(ran.stdout + ran.stderr)
        return ran.stdout

    def close(self) -> None:
        """Kill the node and remove its files."""
        self._mapper.close()
        self._node.close()


def find_rabbit(settings: str) -> RabbitServer:
    """Take the first server that can be had; MissingServer if there is none.

    `settings` are lines of a rabbitmq.conf, for a server that we start.
    """
    ways: dict[str, Callable[[], RabbitServer]] = {
        CONTAINERS: lambda: ContainerRabbit(settings),
        LOCAL: lambda: LocalRabbit(settings),
    }
    return choose("RabbitMQ", variable="TEST_RABBITMQ_URL", given=GivenRabbit, ways=ways)
