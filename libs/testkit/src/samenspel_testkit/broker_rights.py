"""How the project's own broker is set, and who may do what on it: what `deploy/rabbitmq` says."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path("deploy/rabbitmq")
ONLY_DEPLOYED = ("load_definitions", "disk_free_limit")
"""Settings that fit the machine it is deployed on, not one that runs tests."""


@dataclass(frozen=True, slots=True)
class BrokerRights:
    """The users of `definitions.json` with their permissions."""

    definitions: dict[str, list[dict[str, Any]]]

    @classmethod
    def of_project(cls, root: Path) -> "BrokerRights":
        """Read them from the repository; FileNotFoundError if it has none."""
        return cls(json.loads((root / FOLDER / "definitions.json").read_text()))

    @property
    def users(self) -> list[str]:
        """The users, a service each and `topology`."""
        return [user["name"] for user in self.definitions["users"]]

    def given_in(self, vhost: str) -> dict[str, list[dict[str, Any]]]:
        """Give definitions of a virtual host in which the test accounts may do the same."""
        kinds = ("permissions", "topic_permissions")
        rights = {
            kind: [
                {**right, "user": account_of(right["user"]), "vhost": vhost}
                for right in self.definitions[kind]
            ]
            for kind in kinds
        }
        return {"vhosts": [{"name": vhost}], **rights}


def account_of(user: str) -> str:
    """Give the name of a user's test account, which is its password too.

    Not the user's own name: a server that was given may serve more than tests.
    """
    return f"test-{user}"


def settings_of_project(root: Path) -> str:
    """Give the project's `rabbitmq.conf`, without what holds for the deployed server alone."""
    lines = (root / FOLDER / "rabbitmq.conf").read_text().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(ONLY_DEPLOYED))
