"""The system in containers, as `make up` starts it, with a project name and a port of its own."""

import asyncio
import json
import os
import subprocess
from pathlib import Path
from time import monotonic
from typing import Any

import httpx2
from tests.containers.docker_cli import docker

from samenspel_testkit.probes import eventually

DEPLOY = Path(__file__).parents[2] / "deploy"
PROJECT = "samenspel-test"
SERVICES = ("intake", "arrangements", "notifications", "reporting")
ROLES = tuple(f"{service}-{process}" for service in SERVICES for process in ("api", "worker"))
CONTAINERS = ("postgres", "rabbitmq", *ROLES, "proxy")


class Composed:
    """The containers of one run; `address` is the proxy's."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.took = 0.0
        self._env = {
            **os.environ,
            "COMPOSE_PROJECT_NAME": PROJECT,
            "PORT": str(port),
            "DEMO": "1",
            "SCANNER": "0",  # its image has no part of ours; what is said to it is tested without
            "PUBLIC_URL": self.address,
        }

    def compose(self, *arguments: str) -> str:
        """Run `deploy/compose.sh`; gives what it printed, CalledProcessError if it failed."""
        done = subprocess.run(
            [DEPLOY / "compose.sh", *arguments], env=self._env, capture_output=True, text=True
        )
        if done.returncode:
            raise AssertionError(f"compose.sh {arguments} failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def build(self) -> None:
        """Build the images."""
        self.compose("--profile", "demo", "build", "-q")

    def up(self) -> None:
        """Start everything from built images; `took` are the seconds until it was healthy."""
        began = monotonic()
        self.compose("up")
        self.took = monotonic() - began

    def secrets(self) -> dict[str, str]:
        """Give the secrets that the containers were started with."""
        files = [path for path in (DEPLOY / "secrets").iterdir() if path.suffix == ""]
        return {path.name: path.read_text() for path in files}

    def down(self) -> None:
        """Remove everything, data included."""
        self.compose("down", "-v")

    def id_of(self, container: str) -> str:
        """Give the id of a service's container."""
        labels = (f"project={PROJECT}", f"service={container}")
        filters = [f"--filter=label=com.docker.compose.{label}" for label in labels]
        return docker("ps", "-aq", *filters).strip()

    def state(self, container: str) -> dict[str, Any]:
        """Tell what the engine knows of a container's state."""
        found: dict[str, Any] = json.loads(docker("inspect", self.id_of(container)))[0]["State"]
        return found

    def is_healthy(self, container: str) -> bool:
        """Tell whether it runs and its health check said yes."""
        state = self.state(container)
        return bool(state["Status"] == "running" and state["Health"]["Status"] == "healthy")

    async def back(self, container: str, *, within: float) -> None:
        """Wait until a container that ended runs and is healthy."""

        async def healthy() -> bool:
            return await asyncio.to_thread(self.is_healthy, container)

        await eventually(healthy, within=within, every=0.5, because=f"{container} is healthy")

    def run(self, container: str, *command: str) -> str:
        """Run a command inside a container; gives what it printed."""
        return docker("exec", self.id_of(container), *command)

    def ask(self, service: str, query: str) -> str:
        """Ask a service's database, past all rights; gives one line a row."""
        database = f"samenspel_{service}"
        return self.run("postgres", "psql", "-U", "postgres", "-d", database, "-Atc", query).strip()


async def become(http: httpx2.AsyncClient, name: str) -> None:
    """Choose a person of the demonstration."""
    page = (await http.get("/intake/personas")).text
    after = page[page.index(f">{name}<") :]
    path = after[after.index("/intake/personas/") :].partition('"')[0]
    answer = await http.post(path, data={"csrf": ""})
    assert answer.status_code == 303, answer.text
