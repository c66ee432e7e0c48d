"""A partner's system follows docs/systems.md: it comes in at all services, until it is put out."""

import asyncio
import json
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey
from tests.e2e import steps
from tests.e2e.conftest import Stack, Town
from tests.e2e.test_who_may_act import PLACES, until_all_answer

from samenspel_intake.domain.alliance import unit_id_of
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import SystemClock
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_platform.http_server import serve
from samenspel_standalone.system import SERVICES
from samenspel_testkit.probes import PATIENCE_SECONDS

GUIDE = (Path(__file__).parents[2] / "docs" / "systems.md").read_text()
MAKE_KEY, USE_IT = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


@pytest.fixture
def public_url(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture
async def address(stack: Stack, listening: socket.socket, public_url: str) -> AsyncIterator[str]:
    """Where all services answer."""
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(stack.front, listening, stop))
    yield public_url
    stop.set()
    await serving


class Partner:
    """Runs what the guide says, in a folder of its own."""

    def __init__(self, folder: Path, address: str) -> None:
        self._folder, self._address, self.client_id = folder, address, ""

    async def run(self, program: str) -> str:
        """Run a program of the guide; gives what it prints."""
        text = program.replace("https://samenspel.example", self._address)
        text = text.replace("the-client-id", self.client_id)
        ran = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-c", text],
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    async def register(self, stack: Stack, administrator: Actor, **role: str) -> None:
        """Make a key, and have the system registered."""
        keys = json.loads(await self.run(MAKE_KEY))
        body = {"name": "Gemeente Noord", "keys": keys, **role}
        async with stack.client(administrator) as client:
            answer = await client.post("/intake/v1/systems", json=body)
        assert answer.status_code == 201, answer.text
        self.client_id = answer.json()["id"]

    async def bearing(self) -> httpx2.AsyncClient:
        """Get a token; gives a client that sends it."""
        key = ECKey.import_key(json.loads((self._folder / "key.json").read_text()))
        now = int(SystemClock().now().timestamp())
        claims: dict[str, Any] = {"iss": self.client_id, "sub": self.client_id, "iat": now}
        claims |= {"aud": f"{self._address}/intake", "exp": now + 60, "jti": uuid4().hex}
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key),
        }
        async with httpx2.AsyncClient(base_url=self._address, timeout=PATIENCE_SECONDS) as client:
            answer = await client.post("/intake/oauth/token", data=form)
        assert answer.status_code == 200, answer.text
        headers = {"authorization": f"Bearer {answer.json()['access_token']}"}
        return httpx2.AsyncClient(base_url=self._address, headers=headers, timeout=PATIENCE_SECONDS)


async def test_a_system_that_follows_the_guide_reads_its_units_cases_until_it_is_revoked(
    stack: Stack, town: Town, address: str, tmp_path: Path
) -> None:
    stack.start_workers(*SERVICES)
    administrator = Actor(
        person_id=PersonId(uuid4()),
        alliance_id=AllianceId(town.alliance_id),
        role=Role.ADMINISTRATOR,
    )
    async with stack.client(town.school_coordinator) as school:
        asked = await steps.submit(school)
    async with stack.client(town.unit_coordinator) as unit:
        await steps.offer(unit, asked["id"])
        case = await steps.offered_case(unit, asked["id"])

    ours, elsewhere = Partner(tmp_path / "a", address), Partner(tmp_path / "b", address)
    for partner, slug in ((ours, "noord"), (elsewhere, "zuid")):
        (tmp_path / ("a" if partner is ours else "b")).mkdir()
        unit_id = str(unit_id_of("PO9901", slug))
        await partner.register(stack, administrator, role="unit-coordinator", unitId=unit_id)

    async with await ours.bearing() as client, await elsewhere.bearing() as other:
        for each in (client, other):
            await until_all_answer(each, 200, "everybody hears of the systems")
        assert await ours.run(USE_IT) == f"{case['id']} offered\n"
        assert await elsewhere.run(USE_IT) == ""
        one = f"/arrangements/v1/cases/{case['id']}"
        assert [(await each.get(one)).status_code for each in (client, other)] == [200, 404]
        for path in ("/arrangements/cases", "/notifications/messages", "/reporting"):
            assert (await client.get(path)).status_code == 303, "a token opens no page"

        async with stack.client(administrator) as admin:
            gone = await admin.delete(f"/intake/v1/systems/{ours.client_id}")
        assert gone.status_code == 204
        assert (await client.get(PLACES["intake"])).status_code == 401
        await until_all_answer(client, 401, "everybody hears that it is revoked")
        assert (await other.get(one)).status_code == 404
