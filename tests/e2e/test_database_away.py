"""While a service's database is away, people and machines are told to try again in a moment."""

from uuid import uuid4

import httpx2
import pytest

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import SystemClock
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_platform.cookies import COOKIE, CookieSeal
from samenspel_platform.process import ServiceProcess
from samenspel_testkit.access import a_session
from samenspel_testkit.services import build

ADMINISTRATOR = Actor(
    person_id=PersonId(uuid4()), alliance_id=AllianceId(uuid4()), role=Role.ADMINISTRATOR
)


@pytest.mark.parametrize(
    ("service", "api", "page"),
    [
        ("intake", "/intake/v1/support-requests", "/intake/support-requests"),
        ("arrangements", "/arrangements/v1/cases", "/arrangements/cases"),
        ("notifications", "/notifications/v1/messages", "/notifications/messages"),
        ("reporting", "/reporting/v1/units", "/reporting"),
    ],
)
async def test_it_is_said_so_and_when_to_come_back(service: str, api: str, page: str) -> None:
    made, settings = build(service)  # on a database that nobody has
    async with ServiceProcess(made, settings) as process:
        seal = CookieSeal(settings.session_key(), clock=SystemClock(), secure=False)
        session = a_session(ADMINISTRATOR, at=SystemClock().now())
        async with httpx2.AsyncClient(
            transport=httpx2.ASGITransport(process.asgi),
            base_url="http://127.0.0.1:8000",
            cookies={COOKIE: seal.seal(session)},
        ) as http:
            for_machines, for_people = await http.get(api), await http.get(page)
            ready = await http.get("/readyz")
    assert for_machines.status_code == for_people.status_code == ready.status_code == 503
    assert for_machines.headers["retry-after"] == for_people.headers["retry-after"] == "5"
    assert for_machines.headers["content-type"] == "application/problem+json"
    assert for_machines.json()["code"] == "service-unavailable"
    assert for_people.headers["content-type"].startswith("text/html")
    assert "127.0.0.1:1" not in for_people.text
