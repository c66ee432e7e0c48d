"""Who asks: the session of a request's cookie, and whom it makes the actor."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any, Protocol

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.session import Session
from samenspel_messaging import scope as transaction_scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_platform.cookies import COOKIE, CookieSeal, OpenedCookie


class AccessLookup(Protocol):
    """Knows which sessions go on, and what their grants allow now."""

    async def actor_of(self, session: Session) -> Actor | None:
        """Give who acts; None if the session is over, or its grant is no longer in force."""
        ...


FindActor = Callable[[AsyncSession, Session, date], Awaitable[Actor | None]]
"""Asks the database who acts, on a day, in a transaction of the session's alliance."""


class StoredAccess:
    """The lookup in the service's own database, asked anew at each request."""

    def __init__(self, transactions: Transactions[Any], clock: Clock, find: FindActor) -> None:
        self._transactions, self._clock, self._find = transactions, clock, find

    async def actor_of(self, session: Session) -> Actor | None:
        """Give who acts; None if the session is over, or its grant is no longer in force."""
        scope = transaction_scope.Scope.begin(session.alliance_id)
        async with self._transactions(scope) as uow:
            return await self._find(uow.session, session, dutch_date(self._clock.now()))


async def know_actor(request: Request) -> None:
    """Put who acts on the request's state; a dependency of every route, run before all others.

    Not of the middleware: what fails here is answered as any failure of a route, and files that
    anyone may have cost no query.
    """
    session: Session | None = request.state.session
    if session is not None:
        request.state.actor = await request.app.state.access.actor_of(session)


class SessionMiddleware:
    """Puts `session` (or None) and `csrf_token` (empty without one) on the request's state.

    `session_seconds` is how long it goes on after the answer, if nothing more is asked.
    `actor` is None there until `know_actor` has looked.
    """

    def __init__(self, app: ASGIApp, seal: CookieSeal) -> None:
        self._app, self._seal = app, seal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Open the cookie, and send a fresh one with the answer when it is due."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        value = HTTPConnection(scope).cookies.get(COOKIE)
        cookie = self._seal.open(value) if value else None
        state = scope.setdefault("state", {})
        state["session"], state["actor"] = (cookie.session if cookie else None), None
        state["csrf_token"] = self._seal.csrf_token(cookie.session) if cookie else ""
        state["session_seconds"] = self._seal.seconds_left(cookie) if cookie else 0

        async def send_renewed(message: Message) -> None:
            if message["type"] == "http.response.start" and cookie and state["actor"] is not None:
                self._renew(cookie, MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, send_renewed)

    def _renew(self, cookie: OpenedCookie, headers: MutableHeaders) -> None:
        renewed = self._seal.renewed(cookie)
        if renewed and not _sets(headers, COOKIE):
            headers.append("set-cookie", renewed)


def _sets(headers: MutableHeaders, name: str) -> bool:
    return any(value.startswith(f"{name}=") for value in headers.getlist("set-cookie"))
