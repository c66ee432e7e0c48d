"""Writes the secrets of an installation with Compose into deploy/secrets; what exists, stays.

One file a secret, mounted in the containers that need it under /run/secrets. The folder is for its
owner alone; the files in it can be read by all, because a process in a container runs as another
user and reads a file that is mounted for it past the folder. Needs nothing but Python.
"""

import json
import os
import secrets
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

DEPLOY = Path(__file__).parent
SERVICES = ("intake", "arrangements", "notifications", "reporting")
PASSWORDS = (
    *(f"{service}_{role}" for service in SERVICES for role in ("owner", "app", "worker", "amqp")),
    *(f"{service}_feed_token" for service in SERVICES),
    "topology_amqp",
    "cookie_key",
    "lookup_key",
    "letter_key",
    "token_key",
    "token_key_other",
    "document_key",
    "document_key_other",
)


def write_secrets(folder: Path, definitions: Path) -> None:
    """Make what is missing; what follows from passwords and tokens is written each time."""
    folder.mkdir(mode=0o700, exist_ok=True)
    for name in PASSWORDS:
        if not (folder / name).exists():
            _write(folder / name, secrets.token_urlsafe(32))
    for service in SERVICES:
        token = (folder / f"{service}_feed_token").read_text().strip()
        _write(folder / f"{service}_feed_hash", sha256(token.encode()).hexdigest())
    with_users = json.loads(definitions.read_text())
    for user in with_users["users"]:
        password = (folder / f"{user['name']}_amqp").read_text()
        user["password_hash"] = password_hash(password, salt=_salt_of(password))
    _write(folder / "definitions.json", json.dumps(with_users, indent=1))


def password_hash(password: str, *, salt: bytes) -> str:
    """Hash a password as RabbitMQ keeps it: base64 of the salt (4 bytes) and the SHA-256."""
    return b64encode(salt + sha256(salt + password.encode()).digest()).decode()


def _salt_of(password: str) -> bytes:
    """Give a salt that stays the same, so that unchanged definitions are an unchanged file."""
    return sha256(b"salt:" + password.encode()).digest()[:4]


def _write(path: Path, text: str) -> None:
    """Write a file at once or not at all."""
    half = path.with_name(path.name + ".new")
    half.write_text(text)
    half.chmod(0o644)
    os.replace(half, path)


if __name__ == "__main__":
    write_secrets(DEPLOY / "secrets", DEPLOY / "rabbitmq" / "definitions.json")
