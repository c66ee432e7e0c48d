"""One address for all four services, as a proxy gives it in a larger installation."""

from collections.abc import Mapping

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from samenspel_platform.http_rules import PAGE_HEADERS


class Front:
    """Sends each request to the service that its path names; the others go to `default`."""

    def __init__(self, services: Mapping[str, ASGIApp], *, default: str) -> None:
        self._services, self._default = services, default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        path: str = scope.get("path", "/")
        if scope["type"] == "http" and path == "/":
            start = RedirectResponse(f"/{self._default}", 303, PAGE_HEADERS)
            await start(scope, receive, send)
            return
        name = path.split("/", 2)[1] if "/" in path else ""
        app = self._services.get(name, self._services[self._default])
        await app(scope, receive, send)
