import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import uuid4

import pytest_asyncio
import uvicorn
from fastapi import FastAPI, Request, Response

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_platform.http_rules import PAGE_POLICY
from samenspel_testkit.probes import eventually
from samenspel_web.shared import mount_shared


def an_app() -> FastAPI:
    app = FastAPI()
    app.state.demo = True
    app.state.secure_cookies = False
    actor = Actor(
        person_id=PersonId(uuid4()),
        alliance_id=AllianceId(uuid4()),
        role=Role.UNIT_COORDINATOR,
        name="Fatima Yilmaz",
        alliance_name="Samenwerkingsverband De Brug",
    )

    @app.middleware("http")
    async def as_the_platform_does(
        request: Request, go_on: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        request.state.actor, request.state.csrf_token = actor, "token"
        answer = await go_on(request)
        answer.headers["content-security-policy"] = PAGE_POLICY
        return answer

    mount_shared(app)
    return app


@pytest_asyncio.fixture
async def address() -> AsyncIterator[str]:
    """The address of a server with the shared pages."""
    sock = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(an_app(), log_level="warning", lifespan="off"))
    serving = asyncio.create_task(server.serve(sockets=[sock]))
    await eventually(lambda: server.started, because="the server starts")
    yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    server.should_exit = True
    await serving
