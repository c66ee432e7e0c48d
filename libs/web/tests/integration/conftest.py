import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from uuid import uuid4

import pytest
import pytest_asyncio
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_platform.http_rules import PAGE_POLICY
from samenspel_testkit.probes import eventually
from samenspel_web.pages import Pages
from samenspel_web.shared import mount_shared

pages = Pages(service="web", template_dir=Path(__file__).parent / "templates")


def an_app() -> FastAPI:
    app = FastAPI()
    app.state.demo = True
    app.state.secure_cookies = False
    app.state.seconds = 1800
    app.state.drafts = []
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
        request.state.session_seconds = app.state.seconds
        answer = await go_on(request)
        answer.headers["content-security-policy"] = PAGE_POLICY
        return answer

    @app.get("/web/form")
    async def form(request: Request) -> Response:
        return pages.render(request, "form.html")

    @app.post("/web/draft")
    async def keep(request: Request) -> Response:
        app.state.drafts.append(str((await request.form())["question"]))
        return PlainTextResponse("Concept bewaard om 11:30.")

    @app.get("/intake/session")
    async def stay() -> Response:
        return JSONResponse({"seconds": 1800})

    mount_shared(app)
    return app


@pytest.fixture
def app() -> FastAPI:
    """The app behind `address`: `state.seconds` a session lasts, `state.drafts` that were kept."""
    return an_app()


@pytest_asyncio.fixture
async def address(app: FastAPI) -> AsyncIterator[str]:
    """The address of a server with the shared pages."""
    sock = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    serving = asyncio.create_task(server.serve(sockets=[sock]))
    await eventually(lambda: server.started, because="the server starts")
    yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    server.should_exit = True
    await serving
