"""Each API answers as its own description says, also to input that nobody foresaw."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
import uvicorn

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import SystemClock
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_platform.cookies import COOKIE
from samenspel_platform.process import ServiceProcess
from samenspel_testkit.access import KnownActors
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.probes import eventually
from samenspel_testkit.services import SERVICES, build

COORDINATOR = Actor(
    person_id=PersonId(UUID(int=2)),
    alliance_id=AllianceId(UUID(int=1)),
    role=Role.UNIT_COORDINATOR,
    unit_id=UUID(int=3),
)
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "allow_header_conformance",
]

REJECTED = """
[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429"]
"""
"""Answers to data that is not as described: the usual ones, and that a body is too large."""


@dataclass(frozen=True)
class Api:
    """A running API, and the cookie of someone who may do much with it."""

    url: str
    cookie: str


@pytest.fixture(params=SERVICES)
async def api(
    request: pytest.FixtureRequest, service_databases: DatabaseFactory
) -> AsyncIterator[Api]:
    name = str(request.param)
    service, settings = build(name, await service_databases(name))
    actors = KnownActors(settings.session_key(), clock=SystemClock())
    async with ServiceProcess(service, settings, access=actors) as process:
        config = uvicorn.Config(process.asgi, port=0, log_config=None, lifespan="off")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        await eventually(lambda: server.started, because="the server starts")
        port = server.servers[0].sockets[0].getsockname()[1]
        cookie = f"{COOKIE}={actors.log_in(COORDINATOR)}"
        yield Api(f"http://127.0.0.1:{port}/{name}/v1", cookie)
        server.should_exit = True
        await serving


async def test_an_api_does_what_it_says(api: Api, tmp_path: Path) -> None:
    program = shutil.which("schemathesis", path=str(Path(sys.executable).parent))
    assert program is not None
    config = tmp_path / "schemathesis.toml"
    config.write_text(REJECTED)
    command = [program, "--no-color", "--config-file", str(config)]
    command += ["run", f"{api.url}/openapi.json", "--url", api.url]
    command += ["--header", f"Cookie: {api.cookie}", "--checks", ",".join(CHECKS)]
    command += ["--phases", "examples,coverage,fuzzing", "--max-examples", "10", "--seed", "1"]

    ran = await asyncio.to_thread(
        subprocess.run, command, cwd=tmp_path, capture_output=True, text=True, check=False
    )

    failures = ran.stdout.partition("FAILURES")[2] or ran.stdout  # warnings come after them
    assert ran.returncode == 0, failures[:6000] + ran.stderr[-2000:]
