"""Somebody who is not logged in yet: which browser, from which network, and how often it failed."""

import secrets
from hashlib import sha256
from ipaddress import ip_address, ip_network

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from samenspel_intake.domain.limits import WRONG_TRIES, Limit
from samenspel_intake.domain.log_in_code import LIFETIME
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import NO_ALLIANCE
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_platform.letter_secrets import LetterSecrets

COOKIE = "samenspel_browser"
PREFIXES = {4: 24, 6: 56}
"""What one customer of a provider may have, in bits."""


def secrets_of(request: Request) -> LetterSecrets:
    """Give what makes the secrets of letters."""
    return LetterSecrets(request.app.state.settings.letter_secret())


def clock_of(request: Request) -> Clock:
    """Give the clock."""
    clock: Clock = request.app.state.clock
    return clock


def transactions_of(request: Request) -> Transactions[SqlIntakeUnitOfWork]:
    """Give what opens transactions, in whatever alliance."""
    transactions: Transactions[SqlIntakeUnitOfWork] = request.app.state.transactions
    return transactions


def browser_of(request: Request) -> bytes:
    """Give the hash of what this browser keeps; of one that keeps nothing, of something new."""
    return _hash(request.cookies.get(COOKIE) or secrets.token_urlsafe(32))


def mark_browser(request: Request, response: Response) -> bytes:
    """Have the browser keep a new secret until codes and challenges are over; gives its hash."""
    secret = secrets.token_urlsafe(32)
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(LIFETIME.total_seconds()),
        path="/intake",
        secure=request.app.state.secure_cookies,
        httponly=True,
        samesite="lax",
    )
    return _hash(secret)


def network_of(request: Request) -> bytes:
    """Give a pseudonym of the network that a request comes from."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
        network = str(ip_network((address, PREFIXES[address.version]), strict=False))
    except ValueError:
        network = host
    return secrets_of(request).pseudonym("network", network)


async def count(request: Request, limit: Limit) -> None:
    """Count one more from this network; 429 if that is too many."""
    async with transactions_of(request)(Scope.begin(NO_ALLIANCE)) as uow:
        at = clock_of(request).now()
        times = await uow.tries.count(limit.what, network_of(request), at=at, window=limit.window)
    if times > limit.most:
        raise HTTPException(429)


async def refuse_guesser(request: Request, limit: Limit = WRONG_TRIES) -> None:
    """Refuse with 429 a network from which too many wrong secrets or codes came."""
    at = clock_of(request).now()
    async with transactions_of(request)(Scope.begin(NO_ALLIANCE)) as uow:
        times = await uow.tries.so_far(limit.what, network_of(request), at=at, window=limit.window)
    if times >= limit.most:
        raise HTTPException(429)


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
