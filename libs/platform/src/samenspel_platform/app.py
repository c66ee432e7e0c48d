"""Makes the ASGI application of a service: its API, its pages, its operations end-points."""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError
from samenspel_messaging.unit_of_work import Transactions
from samenspel_platform import problems
from samenspel_platform.access_tokens import TokenReader
from samenspel_platform.bearer import BearerTokens
from samenspel_platform.cookies import COOKIE, CookieSeal
from samenspel_platform.http_rules import (
    COMMON_HEADERS,
    FOREIGN,
    PAGE_HEADERS,
    AnswerHeaders,
    ApiRules,
    BodyLimit,
    SameOrigin,
)
from samenspel_platform.idempotency import MAX_KEY_LENGTH
from samenspel_platform.service import Service
from samenspel_platform.sessions import AccessLookup, SessionMiddleware, know_actor
from samenspel_platform.settings import ServiceSettings
from samenspel_platform.telemetry import RequestMetrics
from samenspel_platform.token_keys import TokenKeys

CONTACT = {
    "name": "Samenspel, integrations",
    "email": "integraties@samenspel.example",
    "url": "https://samenspel.example/integraties",
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A repetition under the same key (kept two days) gets the first answer again.",
    "schema": {"type": "string", "maxLength": MAX_KEY_LENGTH},
}
SECURITY_SCHEMES: dict[str, Any] = {
    "accessToken": {
        "type": "oauth2",
        "description": "For systems: client credentials, with a signed assertion (RFC 7523).",
        "flows": {"clientCredentials": {"tokenUrl": "/intake/oauth/token", "scopes": {}}},
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "For people: the session of a browser that logged in.",
    },
}
"""How one comes in; either will do, both at once are refused."""
API_HEADERS = {
    **COMMON_HEADERS,
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
}


class ServiceApp:
    """Sends a request to the service's API, pages or operations end-points, by its path."""

    def __init__(self, name: str, *, api: ASGIApp, pages: ASGIApp, operations: ASGIApp) -> None:
        self._api_prefix = f"/{name}/v1"
        self._api, self._pages, self._operations = api, pages, operations

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        path: str = scope["path"]
        if path == self._api_prefix or path.startswith(self._api_prefix + "/"):
            await self._api(scope, receive, send)
        elif path in ("/livez", "/readyz", "/metrics"):
            await self._operations(scope, receive, send)
        else:
            await self._pages(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    """Agree with the server; the process itself opens and closes what it needs."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        else:
            await send({"type": "lifespan.shutdown.complete"})
            return


def create_app(
    service: Service[Any],
    settings: ServiceSettings,
    *,
    transactions: Transactions[Any],
    access: AccessLookup,
    clock: Clock,
    operations: ASGIApp,
) -> ServiceApp:
    """Put a service's HTTP side together."""
    seal = CookieSeal(settings.session_key(), clock=clock, secure=settings.secure_cookies)
    reader = _reader(service.token_keys or settings.token_key_source(), settings, clock)
    api, pages = _api(service), _pages(service)
    for app in (api, pages):
        app.state.transactions = transactions
        app.state.access = access
        app.state.clock = clock
        app.state.seal = seal
        app.state.demo = settings.demo
        app.state.settings = settings
        app.state.secure_cookies = settings.secure_cookies
    api_headers = {**API_HEADERS, "api-version": service.version}
    return ServiceApp(
        service.name,
        api=_guarded(
            service.name,
            BearerTokens(ApiRules(api, service.documents), reader),
            settings,
            seal,
            api_headers,
            part="api",
            documents=service.documents,
        ),
        pages=_guarded(
            service.name,
            pages,
            settings,
            seal,
            PAGE_HEADERS,
            part="pages",
            refusal=_foreign_page(service, pages),
            documents=service.documents,
        ),
        operations=AnswerHeaders(operations, API_HEADERS),
    )


def _reader(keys: TokenKeys | None, settings: ServiceSettings, clock: Clock) -> TokenReader | None:
    return TokenReader(keys, public_url=settings.public_url, clock=clock) if keys else None


def _foreign_page(service: Service[Any], pages: FastAPI) -> ASGIApp:
    """Tell a person that the write did not come from a page of ours."""

    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request({**scope, "app": pages})
        await service.error_page(request, 403, "origin.foreign")(scope, receive, send)

    return refuse


def _guarded(
    service: str,
    app: ASGIApp,
    settings: ServiceSettings,
    seal: CookieSeal,
    headers: dict[str, str],
    *,
    part: str,
    documents: Mapping[str, int],
    refusal: ASGIApp = FOREIGN,
) -> ASGIApp:
    layers = [
        Middleware(RequestMetrics, service=service, part=part),
        Middleware(AnswerHeaders, headers=headers),
        Middleware(SameOrigin, tokens=part == "api", refusal=refusal),
        Middleware(BodyLimit, max_bytes=settings.max_body_bytes, documents=documents),
        Middleware(SessionMiddleware, seal=seal),
    ]
    for layer in reversed(layers):
        app = layer.cls(app, *layer.args, **layer.kwargs)
    return app


_PUT_BELOW: dict[tuple[str, int], tuple[APIRouter, BaseRoute]] = {}


def _below(prefix: str, router: APIRouter) -> BaseRoute:
    """Give a router's routes below a prefix, asked by who is known.

    What FastAPI works out of them is worked out once, however many applications a process makes.
    """
    key = (prefix, id(router))  # a router has no hash; that it is kept here keeps its id its own
    if key not in _PUT_BELOW:
        above = APIRouter(dependencies=[Depends(know_actor)])
        above.include_router(router, prefix=prefix)
        _PUT_BELOW[key] = (router, above.routes[0])
    return _PUT_BELOW[key][1]


def _api(service: Service[Any]) -> FastAPI:
    prefix = f"/{service.name}/v1"
    app = FastAPI(
        title=service.title,
        version=service.version,
        description=service.description,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.router.routes += [_below(prefix, router) for router in service.api]
    problems.install(app, problems.refuse_as_problem)

    document = cache(partial(_document, app, service, prefix))

    @app.get(f"{prefix}/openapi.json", include_in_schema=False)
    async def openapi_document() -> Response:
        """Give the API's description, to anyone."""
        return JSONResponse(document(), headers={"access-control-allow-origin": "*"})

    return app


def _pages(service: Service[Any]) -> FastAPI:
    app = FastAPI(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.router.routes += [_below(f"/{service.name}", router) for router in service.pages]
    service.prepare_pages(app)

    async def refuse(request: Request, status: int, code: str, _: Sequence[FieldError]) -> Response:
        if status == 401:  # nobody is logged in: the start page says how
            return RedirectResponse("/intake", status_code=303)
        return service.error_page(request, status, code)

    problems.install(app, refuse)
    return app


def _document(app: FastAPI, service: Service[Any], prefix: str) -> dict[str, Any]:
    """Describe the API as the API design rules want it: versioned server, problems, headers."""
    document = get_openapi(
        title=service.title,
        version=service.version,
        description=service.description,
        routes=app.routes,
        contact=CONTACT,
        servers=[{"url": prefix}],
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    model = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= model.pop("$defs")
    schemas["Problem"] = model
    document["components"]["securitySchemes"] = SECURITY_SCHEMES
    document["security"] = [{scheme: []} for scheme in SECURITY_SCHEMES]
    paths = {path.removeprefix(prefix): item for path, item in document["paths"].items()}
    for item in paths.values():
        for method, operation in item.items():
            _complete(operation)
            if method == "post":
                operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
    return {**document, "paths": paths}


def _complete(operation: dict[str, Any]) -> None:
    refusal = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    answers = operation["responses"]
    answers.pop("422", None)
    for status in ("400", "401", "403", "404", "409", "412", "413", "500", "503"):
        answers.setdefault(status, {"description": problems.DETAILS[int(status)]})
        answers[status]["content"] = refusal
    version = {"description": "Version of this API", "schema": {"type": "string"}}
    for answer in answers.values():
        answer.setdefault("headers", {})["API-Version"] = version
