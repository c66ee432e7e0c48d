"""Rules that hold for every answer: security headers, size of bodies, origin of writes, API rules.

API rules are those of the NL GOV REST API Design Rules 2.2 that a framework does not give:
API-Version on every answer, complete `Allow`, HEAD, 415 and 406.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from samenspel_platform.problems import problem

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
JSON_TYPES = {"application/json", "application/merge-patch+json"}
XML_TYPES = {"application/xml", "text/xml"}
FORM_WITH_FILE = "multipart/form-data"
DOCUMENT_TYPES = {*XML_TYPES, FORM_WITH_FILE}
FORM_WITHOUT_FILE = "application/x-www-form-urlencoded"
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
COMMON_HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
}
PAGE_HEADERS = {**COMMON_HEADERS, "content-security-policy": PAGE_POLICY}


class AnswerHeaders:
    """Adds headers to every answer that does not have them already, errors included."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app, self._headers = app, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and complete the answer."""

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, complete)


class DocumentPaths:
    """Paths that take a whole document, each with its limit in bytes; `{id}` stands for any part."""

    def __init__(self, documents: Mapping[str, int] | None) -> None:
        self._limits = [
            (re.compile(re.sub(r"{\w+}", "[^/]+", path)), most)
            for path, most in (documents or {}).items()
        ]

    def limit(self, path: str) -> int | None:
        """Give the limit of a path; None if it takes no document."""
        return next((most for known, most in self._limits if known.fullmatch(path)), None)


class BodyLimit:
    """Refuses bodies over a limit with 413: by their header, or while reading when it lies.

    `documents` are paths that take a whole document, with their own limit in bytes.
    """

    def __init__(
        self, app: ASGIApp, *, max_bytes: int, documents: Mapping[str, int] | None = None
    ) -> None:
        self._app, self._max, self._documents = app, max_bytes, DocumentPaths(documents)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body counted."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        announced, most = headers.get("content-length", "0"), self._most(scope["path"], headers)
        too_large = not announced.isdigit() or int(announced) > most
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            if too_large:
                raise HTTPException(413)
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)

    def _most(self, path: str, headers: Headers) -> int:
        """Give the limit; a form without a file never holds a document."""
        if _media_type(headers.get("content-type", "")) == FORM_WITHOUT_FILE:
            return self._max
        return self._documents.limit(path) or self._max


FOREIGN = problem(403, "origin.foreign")


class SameOrigin:
    """Refuses writes that another site makes a browser send, before they are read.

    `refusal` answers them instead.

    With `tokens` a request with an access token may come from anywhere: no browser adds one by
    itself.
    """

    def __init__(self, app: ASGIApp, *, tokens: bool = False, refusal: ASGIApp = FOREIGN) -> None:
        self._app, self._tokens, self._refusal = app, tokens, refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless it writes and comes from elsewhere."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        has_token = self._tokens and bool(credentials_of(headers))
        if scope["type"] == "http" and scope["method"] in UNSAFE and not has_token:
            origin = headers.get("origin")
            foreign = origin is not None and urlsplit(origin).netloc != headers.get("host")
            if foreign or headers.get("sec-fetch-site") == "cross-site":
                await self._refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)


class ApiRules:
    """What FastAPI leaves out of the API design rules; wraps a service's API.

    `documents` are paths that take a document, in XML or as a file in a form too.
    """

    def __init__(self, app: FastAPI, documents: Mapping[str, int] | None = None) -> None:
        self._app, self._documents = app, DocumentPaths(documents)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check media types, answer HEAD as GET without a body, and complete `Allow`."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, method = Request(scope), scope["method"]
        allowed = self._allowed(scope["path"])
        head = method == "HEAD"

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 405:
                MutableHeaders(scope=message)["allow"] = ", ".join(sorted(allowed))
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        if method in UNSAFE & allowed and _has_body(request) and not self._is_read(request):
            await problem(415, "content-type.unsupported")(scope, receive, send)
        elif not _accepts_json(request):
            await problem(406, "accept.unsupported")(scope, receive, send)
        else:
            inner = {**scope, "method": "GET"} if head and "GET" in allowed else scope
            await self._app(inner, receive, complete)

    def _is_read(self, request: Request) -> bool:
        takes_document = self._documents.limit(request.url.path) is not None
        kinds = JSON_TYPES | (DOCUMENT_TYPES if takes_document else set())
        return _media_type(request.headers.get("content-type", "")) in kinds

    @cached_property
    def _routes(self) -> list[tuple[re.Pattern[str], set[str]]]:
        contexts = iter_route_contexts(self._app.routes)
        return [(route.path_regex, set(route.methods or ())) for route in contexts]

    def _allowed(self, path: str) -> set[str]:
        found = (allowed for pattern, allowed in self._routes if pattern.match(path))
        methods = set[str]().union(*found)
        return methods | {"HEAD"} if "GET" in methods else methods


def credentials_of(headers: Headers) -> list[str]:
    """Give the access tokens that a request carries, which ought to be one at most."""
    given = (value.partition(" ") for value in headers.getlist("authorization"))
    return [token.strip() for scheme, _, token in given if scheme.lower() == "bearer"]


def _has_body(request: Request) -> bool:
    length = request.headers.get("content-length", "0")
    return length != "0" or "transfer-encoding" in request.headers


def _accepts_json(request: Request) -> bool:
    wanted: Iterable[str] = request.headers.get("accept", "*/*").split(",")
    fine = {"*/*", "application/*", "application/json", "application/problem+json"}
    return any(_media_type(each) in fine for each in wanted)


def _media_type(value: str) -> str:
    return value.split(";")[0].strip().lower()
