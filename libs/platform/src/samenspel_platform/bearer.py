"""Requests with an access token instead of a cookie (RFC 6750, in the header only)."""

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from samenspel_platform.access_tokens import TokenReader, TokenRefused
from samenspel_platform.cookies import COOKIE
from samenspel_platform.http_rules import credentials_of
from samenspel_platform.problems import CHALLENGE, problem
from samenspel_platform.token_keys import KeysAway


class BearerTokens:
    """Makes a good token the request's session; a bad one is refused, also where none is needed.

    A request with a token and a session cookie is refused: it can't be both at once, and what a
    browser adds by itself must not decide who acts. Without a `reader` no token is good.
    """

    def __init__(self, app: ASGIApp, reader: TokenReader | None) -> None:
        self._app, self._reader = app, reader

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with the session of its token if it has one."""
        if scope["type"] == "http" and (given := credentials_of(Headers(scope=scope))):
            refusal = await self._know(given, scope)
            if refusal is not None:
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _know(self, given: list[str], scope: Scope) -> Response | None:
        if len(given) > 1 or COOKIE in HTTPConnection(scope).cookies:
            return _refusal(400, "authentication.ambiguous", "invalid_request")
        try:
            if self._reader is None:
                raise TokenRefused
            session = await self._reader.session_of(given[0])
        except TokenRefused:
            return _refusal(401, "token.invalid", "invalid_token")
        except KeysAway:
            return problem(503, "service-unavailable")
        scope["state"] |= {"session": session, "bearer": True}
        return None


def _refusal(status: int, code: str, error: str) -> Response:
    """Refuse as RFC 6750, 3 says."""
    answer = problem(status, code)
    answer.headers["www-authenticate"] = f'{CHALLENGE}, error="{error}"'
    return answer
