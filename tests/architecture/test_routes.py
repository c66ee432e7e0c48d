"""No route answers a stranger, but for a short public list."""

from collections.abc import AsyncIterator, Iterator
from inspect import iscoroutinefunction
from uuid import UUID

import httpx2
import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from samenspel_platform.process import ServiceProcess
from samenspel_testkit.services import SERVICES, build

SOMETHING = UUID(int=7)
DEMO = {("GET", "/intake/personas"), ("POST", "/intake/personas/{person_id}")}
"""Being someone without logging in: these exist on a demo system alone."""
PUBLIC = {
    ("GET", "/intake"),  # says how one logs in
    ("GET", "/intake/criteria"),  # everybody may read them
    ("GET", "/intake/fields"),  # what we ask of whom, before one says anything
    ("GET", "/intake/log-in"),
    *(
        (method, f"/intake/log-in-by-mail{step}")
        for method in ("GET", "POST")
        for step in ("", "/code", "/link")
    ),
    ("POST", "/intake/log-in-by-mail/again"),
    ("POST", "/intake/log-in-by-passkey"),
    ("POST", "/intake/log-in-by-passkey/options"),
    ("GET", "/intake/uitnodiging"),
    ("POST", "/intake/uitnodiging"),
    ("POST", "/intake/oauth/token"),
    ("GET", "/intake/oauth/keys"),
    ("GET", "/intake/kind"),
    ("POST", "/intake/kind"),
    *(
        (method, f"/intake/signaal{step}")
        for method in ("GET", "POST")
        for step in ("", "/bevestigen", "/antwoord")
    ),
    ("GET", "/intake/signaal/ontvangen"),
    ("GET", "/intake/signaal/veilig-thuis"),
    ("POST", "/intake/signaal/antwoord/opnieuw"),
    ("GET", "/intake/log-in/{issuer_id}"),
    ("GET", "/intake/log-in/{issuer_id}/callback"),
    ("POST", "/intake/log-in/{issuer_id}/back-channel-log-out"),
    ("GET", "/intake/logged-out/{issuer_id}"),
    *DEMO,
}

Route = tuple[str, str]


def routes(service: str, kind: str) -> list[Route]:
    """Give method and path of each route of a service's API or pages."""
    made, _ = build(service)
    prefix = f"/{service}/v1" if kind == "api" else f"/{service}"
    return sorted(
        (method, f"{prefix}{context.path}")
        for router in (made.api if kind == "api" else made.pages)
        for context in iter_route_contexts(router.routes)
        for method in context.methods or ()
    )


def closed(kind: str) -> list[object]:
    return [
        pytest.param(service, *route, id=" ".join(route))
        for service in SERVICES
        for route in routes(service, kind)
        if route not in PUBLIC
    ]


@pytest.fixture
async def client(service: str) -> AsyncIterator[httpx2.AsyncClient]:
    async with ServiceProcess(*build(service)) as process:
        transport = httpx2.ASGITransport(process.asgi)
        async with httpx2.AsyncClient(transport=transport, base_url="http://test") as opened:
            yield opened


def filled(path: str) -> str:
    """Put something in the place of each parameter of a path."""
    return "/".join(str(SOMETHING) if "{" in part else part for part in path.split("/"))


@pytest.mark.parametrize(("service", "method", "path"), closed("api"))
async def test_the_api_does_not_answer_a_stranger(
    client: httpx2.AsyncClient, method: str, path: str
) -> None:
    answer = await client.request(method, filled(path), json={} if method != "GET" else None)

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("service", "method", "path"), closed("pages"))
async def test_a_page_sends_a_stranger_to_the_start(
    client: httpx2.AsyncClient, method: str, path: str
) -> None:
    answer = await client.request(method, filled(path), data={} if method != "GET" else None)

    assert answer.status_code in (303, 401)
    assert answer.headers.get("location", "/intake") == "/intake"


@pytest.mark.parametrize(
    ("service", "method", "path"), [("intake", *route) for route in sorted(DEMO)]
)
async def test_nobody_becomes_someone_where_it_is_not_a_demo(
    client: httpx2.AsyncClient, method: str, path: str
) -> None:
    answer = await client.request(method, filled(path), data={} if method != "GET" else None)

    assert answer.status_code == 404


def needed(by: Dependant) -> Iterator[Dependant]:
    """Give what a route calls: itself, and all that it depends on."""
    yield by
    for each in by.dependencies:
        yield from needed(each)


@pytest.mark.parametrize("service", SERVICES)
def test_no_request_waits_for_a_thread(service: str) -> None:
    """FastAPI runs each plain function in a thread of its own, which costs more than most do."""
    made, _ = build(service)
    in_threads = {
        getattr(each.call, "__qualname__", str(each.call))
        for router in (*made.api, *made.pages)
        for context in iter_route_contexts(router.routes)
        if isinstance(context.original_route, APIRoute)
        for each in needed(context.original_route.dependant)
        if not (iscoroutinefunction(each.call) or iscoroutinefunction(type(each.call).__call__))
    }
    assert in_threads == set()
