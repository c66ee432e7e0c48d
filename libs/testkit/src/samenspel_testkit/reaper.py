"""Removes a run's containers and networks when the run is no more, however it ended.

Instead of testcontainers' own reaper: that is one more image to pull, with the engine's socket
inside it. This one is a process whose standard input closes when we end.
"""

import subprocess
import sys
from contextlib import suppress
from functools import cache
from uuid import uuid4

import docker
from docker.errors import APIError

LABEL = "samenspel.test-run"


class Reaper:
    """Waits beside us; containers and networks with its label go when we do."""

    def __init__(self) -> None:
        self.run = uuid4().hex
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "samenspel_testkit.reaper", self.run],
            stdin=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for us; it ends when we have ended
        )

    @property
    def labels(self) -> dict[str, str]:
        """What a container or network must wear."""
        return {LABEL: self.run}


@cache
def reaper() -> Reaper:
    """Give the reaper of this process, the same each time."""
    return Reaper()


def main(run: str) -> None:
    """Wait until our standard input closes, then remove what the run left."""
    sys.stdin.buffer.read()
    ours = {"label": f"{LABEL}={run}"}
    engine = docker.from_env()
    for container in engine.containers.list(all=True, sparse=True, filters=ours):
        with suppress(APIError):  # someone was first
            container.remove(force=True, v=True)
    for network in engine.networks.list(filters=ours):
        with suppress(APIError):
            network.remove()


if __name__ == "__main__":
    main(sys.argv[1])
