"""Each API answers as its own description says, also to input that nobody foresaw."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import SystemClock
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_platform.cookies import COOKIE, CookieSeal
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.ports import free_port
from samenspel_testkit.processes import Process
from samenspel_testkit.services import SERVICES

KEY = "only-for-tests-only-for-tests-only"
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


@pytest.fixture(params=SERVICES)
async def api(
    request: pytest.FixtureRequest, service_databases: DatabaseFactory
) -> AsyncIterator[str]:
    service, port = str(request.param), free_port()
    urls = await service_databases(service)
    settings = {
        "DATABASE__APP_URL": urls.app_url,
        "DATABASE__WORKER_URL": urls.worker_url,
        "BUS": "log",
        "COOKIE_KEY": KEY,
        "PORT": str(port),
    }
    command = Path(sys.executable).with_name(f"samenspel-{service}")
    async with await Process.start(str(command), "api", env=settings) as process:
        await process.listens(port)
        yield f"http://127.0.0.1:{port}/{service}/v1"


def cookie() -> str:
    """Log in as someone who may do much."""
    unit, alliance = UUID(int=3), AllianceId(UUID(int=1))
    actor = Actor(
        person_id=PersonId(UUID(int=2)),
        alliance_id=alliance,
        role=Role.UNIT_COORDINATOR,
        unit_id=unit,
    )
    seal = CookieSeal(KEY, clock=SystemClock(), secure=False)
    return f"{COOKIE}={seal.seal(actor)}"


async def test_an_api_does_what_it_says(api: str, tmp_path: Path) -> None:
    program = shutil.which("schemathesis", path=str(Path(sys.executable).parent))
    assert program is not None
    command = [program, "--no-color", "run", f"{api}/openapi.json", "--url", api]
    command += ["--header", f"Cookie: {cookie()}", "--checks", ",".join(CHECKS)]
    command += ["--phases", "examples,coverage,fuzzing", "--max-examples", "10", "--seed", "1"]

    ran = await asyncio.to_thread(
        subprocess.run, command, cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]
