"""End-points for operators: is it alive, can it serve, how is it doing."""

from collections.abc import Awaitable, Callable

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

Check = Callable[[], Awaitable[bool]]


def operations_app(
    *, alive: Check, ready: dict[str, Check], internal: ASGIApp | None = None
) -> Starlette:
    """Make the application with `/livez`, `/readyz` and `/metrics`.

    `alive` looks at the process alone; `ready` at what the next request needs, by name.
    `internal`, if there is one, answers all else.
    """

    async def livez(_: Request) -> Response:
        return _verdict(await alive(), {})

    async def readyz(_: Request) -> Response:
        found = {name: await check() for name, check in ready.items()}
        return _verdict(all(found.values()), found)

    async def metrics(_: Request) -> Response:
        return PlainTextResponse(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    routes: list[BaseRoute] = [
        Route("/livez", livez),
        Route("/readyz", readyz),
        Route("/metrics", metrics),
    ]
    if internal is not None:
        routes.append(Mount("", internal))
    return Starlette(routes=routes)


def _verdict(fine: bool, checks: dict[str, bool]) -> Response:
    words = {name: "ok" if good else "failed" for name, good in checks.items()}
    return JSONResponse(
        {"status": "ok" if fine else "failed", "checks": words},
        status_code=200 if fine else 503,
        headers={"cache-control": "no-store"},
    )
