import json
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from samenspel_testkit.probes import eventually
from samenspel_testkit.processes import Process
from samenspel_testkit.reaper import LABEL

STARTS_ONE_AND_WAITS = """
import time
from samenspel_testkit.reaper import reaper
print("run", reaper().run)
time.sleep(600)
"""


class Engine(ThreadingHTTPServer):
    """A container engine with two of each kind: one of the run that asks, one of another."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.labels: dict[str, str] = {"theirs": f"{LABEL}=another"}
        self.removed: list[str] = []


class Answers(BaseHTTPRequestHandler):
    server: Engine

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if url.path.endswith("/version"):
            self.answer({"ApiVersion": "1.44"})
        else:
            wanted = json.loads(parse_qs(url.query)["filters"][0])["label"]
            found = [id_ for id_, label in self.server.labels.items() if label in wanted]
            self.answer([{"Id": id_} for id_ in found])

    def do_DELETE(self) -> None:
        self.server.removed.append("/".join(urlsplit(self.path).path.split("/")[-2:]))
        self.answer(None)

    def answer(self, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        Thread(target=engine.serve_forever, daemon=True).start()
        yield engine
        engine.shutdown()


async def test_the_containers_and_networks_of_a_run_go_when_the_run_is_killed(
    engine: Engine,
) -> None:
    env = {"DOCKER_HOST": f"tcp://127.0.0.1:{engine.server_port}"}
    tests = await Process.start(sys.executable, "-c", STARTS_ONE_AND_WAITS, env=env)
    async with tests:
        run = (await tests.line("run")).split()[1]
        engine.labels["ours"] = f"{LABEL}={run}"
        tests.kill()

    await eventually(
        lambda: engine.removed == ["containers/ours", "networks/ours"],
        because="the reaper removes ours",
    )
