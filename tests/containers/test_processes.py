import http.client
import json
from collections.abc import Iterator

import pytest
from tests.containers.docker_cli import HARDENED, Container, network, running
from tests.containers.images import SERVICES, Images
from tests.containers.proxied import Proxy, proxy

from samenspel_testkit.probes import eventually

NOWHERE = (
    "--env=DATABASE__APP_URL=postgresql://nobody:nothing@127.0.0.1:9/nothing",
    "--env=DATABASE__WORKER_URL=postgresql://nobody:nothing@127.0.0.1:9/nothing",
    "--env=AMQP_URL=amqp://nobody:nothing@127.0.0.1:9/nothing",
    *(
        f"--env={key}=a-key-that-opens-nothing-at-all-anywhere"
        for key in ("COOKIE_KEY", "LOOKUP_KEY", "LETTER_KEY")
    ),
)


def status(container: Container, port: int, path: str) -> int:
    line = http.client.HTTPConnection("127.0.0.1", container.published(port), timeout=10)
    line.request("GET", path)
    return line.getresponse().status


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(("process", "port"), [("api", 8000), ("worker", 9000)])
async def test_a_process_without_servers_lives_is_not_ready_and_stops_when_asked(
    images: Images, service: str, process: str, port: int
) -> None:
    options = (f"--publish=127.0.0.1::{port}", *NOWHERE, *HARDENED)
    with running(images.of(service), process, options=options) as alone:
        await eventually(
            lambda: status(alone, port, "/livez") == 200, within=30, because="it lives"
        )
        assert status(alone, port, "/readyz") == 503
        assert alone.inspect()["State"]["Running"]

        assert alone.stop() == 0
        out, lines = alone.logs()

    assert out == ""
    assert all(json.loads(line)["service"] == service for line in lines.splitlines())
    assert "nothing" not in lines


@pytest.fixture
def before_intake(images: Images) -> Iterator[Proxy]:
    with network() as net:
        options = (f"--network={net}", "--network-alias=intake-api", *NOWHERE, *HARDENED)
        with (
            running(images.of("intake"), "api", options=options),
            proxy(images.of("proxy"), net) as started,
        ):
            yield started


async def test_a_refusal_that_does_not_wait_for_the_body_arrives(before_intake: Proxy) -> None:
    headers, large = {"Content-Type": "application/json"}, bytes(2**20)

    def refusal() -> int:
        return before_intake.ask("/intake/v1/pupils", "POST", headers, large).status

    await eventually(lambda: refusal() == 413, within=30, because="intake refuses")

    assert {refusal() for _ in range(50)} == {413}
