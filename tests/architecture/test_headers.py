"""Every answer says how a browser may treat it: each route, refusals, files and redirects too."""

from collections.abc import AsyncIterator
from http.cookies import SimpleCookie

import httpx2
from tests.architecture.asking import Asking, needs
from tests.architecture.route_table import ANYBODY
from tests.architecture.ways_in import who_may

from samenspel_kernel.actor import Role
from samenspel_testkit.services import SERVICES
from samenspel_web.assets import shared_assets

STRICT = {"default-src 'none'", "frame-ancestors 'none'"}
FOR_PAGES = STRICT | {"base-uri 'none'", "form-action 'self'", "script-src 'self'"}
BESIDE = (
    "/",
    "/favicon.ico",
    "/taal/en?naar=/intake",
    "/taal/xx",
    "/privacy",
    "/toegankelijkheid",
    "/uitgelogd",
    "/static/none.css",
    *(f"/{name}{path}" for name in SERVICES for path in ("/none", "/v1/none", "/v1/openapi.json")),
    "/livez",
    "/readyz",
    "/metrics",
)
KEPT = "public, max-age=31536000, immutable"
KEYS = {"/intake/oauth/keys": "public, max-age=300"}
"""What tells nothing of anybody, and is asked often: the public keys of tokens."""


def wrong_with(answer: httpx2.Response) -> list[str]:
    """Say which headers an answer lacks, or has too weak."""
    headers = answer.headers
    wrong = [str(answer.status_code)] if answer.status_code >= 500 else []
    wrong += [
        name
        for name, wanted in (
            ("x-content-type-options", ("nosniff",)),
            ("x-frame-options", ("DENY",)),
            ("referrer-policy", ("same-origin", "no-referrer")),
            ("strict-transport-security", ("max-age=31536000; includeSubDomains",)),
        )
        if headers.get(name) not in wanted
    ]
    policy = {each.strip() for each in headers.get("content-security-policy", "").split(";")}
    is_page = headers.get("content-type", "").startswith("text/html")
    if not policy >= (FOR_PAGES if is_page else STRICT) or "unsafe" in str(policy):
        wrong.append(f"content-security-policy: {headers.get('content-security-policy')}")
    may_be_kept = answer.url.path.startswith("/static/") and answer.status_code == 200
    kept = KEPT if may_be_kept else KEYS.get(answer.url.path, "no-store")
    if headers.get("cache-control") not in ("no-store", kept):
        wrong.append(f"cache-control: {headers.get('cache-control')}")
    if "server" in headers or "x-powered-by" in headers:
        wrong.append("names its software")
    return [*wrong, *_weak_cookies(answer)]


def _weak_cookies(answer: httpx2.Response) -> list[str]:
    weak = []
    for line in answer.headers.get_list("set-cookie"):
        for cookie in SimpleCookie(line).values():
            strict = cookie["samesite"].lower() in ("lax", "strict")
            if not (cookie["httponly"] and strict and cookie["path"].startswith("/")):
                weak.append(f"cookie {line.partition(';')[0]}")
            if cookie["domain"]:
                weak.append(f"cookie {cookie.key} of a whole domain")
    return weak


async def answers(asking: Asking) -> AsyncIterator[tuple[str, httpx2.Response]]:
    """Give an answer of every route to who may, to a stranger, and to nonsense."""
    anyone = asking.caller(Role.PARENT, "all")
    ruled = [(route, need, who_may(asking, service, need)) for service, route, need in needs()]
    for (method, path), need, caller in ruled:
        url = asking.address(path, need)
        for name, client in (("", caller.client), (" as a stranger", asking.stranger())):
            yield f"{method} {path}{name}", await client.request(method, url)
        if method == "GET":
            yield f"HEAD {path}", await caller.client.head(url)
            yield f"OPTIONS {path}", await caller.client.options(url)
        else:
            yield f"{method} {path} in full", await asking.ask((method, path), need, caller)
    for method, path in ANYBODY:
        yield f"{method} {path}", await anyone.client.request(method, asking.url(path))
        yield (
            f"{method} {path} as a stranger",
            await asking.stranger().request(
                method,
                asking.url(path),
                data={"email": "a@b.example"} if method == "POST" else None,
            ),
        )
    for path in (*BESIDE, shared_assets().url("app.css"), shared_assets().url("app.js")):
        for method in ("GET", "POST"):
            yield f"{method} {path}", await anyone.client.request(method, path)


async def test_every_answer_has_headers_that_protect_its_reader(asking: Asking) -> None:
    wrong, seen = [], set()
    async for said, answer in answers(asking):
        wrong += [f"{said}: {answer.status_code}: {each}" for each in wrong_with(answer)]
        seen.add(answer.status_code)

    assert wrong == []
    assert seen >= {200, 201, 303, 400, 401, 403, 404, 405, 422}, "not every kind was answered"
