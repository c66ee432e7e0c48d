"""The public keys by which access tokens are known: given, or read where they are published."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

import httpx2
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

log = structlog.get_logger(__name__)
FRESH = timedelta(hours=1)
BETWEEN_LOOKS = timedelta(minutes=1)
"""How long after reading the keys an unknown one has them read again; else anybody could make us
ask with every made-up token."""
TIMEOUT_SECONDS = 3.0
NEVER = datetime.min.replace(tzinfo=UTC)


class KeysAway(Exception):
    """No keys are known, and where they are published nobody answers."""


class TokenKeys(Protocol):
    """The keys of those who sign our access tokens."""

    async def find(self, kid: str, now: datetime) -> ECKey | None:
        """Give one by its id; None if there is none, KeysAway if nobody can tell."""
        ...


class GivenKeys:
    """Keys that do not change while the process runs."""

    def __init__(self, keys: KeySet) -> None:
        self._keys = signing_keys(keys)

    async def find(self, kid: str, now: datetime) -> ECKey | None:
        """Give one by its id; None if there is none."""
        del now
        return _by_id(self._keys, kid)


class PublishedKeys:
    """Keys as a JWK Set at a URL (RFC 7517): kept for an hour, and longer while it is away."""

    def __init__(self, url: str, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._url, self._transport = url, transport
        self._keys: Sequence[ECKey] = ()
        self._read_at = self._tried_at = NEVER
        self._reading = asyncio.Lock()

    async def find(self, kid: str, now: datetime) -> ECKey | None:
        """Give one by its id; None if there is none, KeysAway if nobody can tell."""
        async with self._reading:
            known = _by_id(self._keys, kid)
            is_old = now - self._read_at >= FRESH or known is None
            if is_old and now - self._tried_at >= BETWEEN_LOOKS:
                self._tried_at = now
                await self._read(now)
            if self._read_at is NEVER:
                raise KeysAway
            return _by_id(self._keys, kid)

    async def _read(self, now: datetime) -> None:
        try:
            async with httpx2.AsyncClient(
                transport=self._transport, timeout=TIMEOUT_SECONDS, follow_redirects=False
            ) as client:
                answer = await client.get(self._url)
            answer.raise_for_status()
            self._keys = signing_keys(KeySet.import_key_set(answer.json()))
        except (httpx2.HTTPError, JoseError, ValueError, KeyError, TypeError) as why:
            log.warning("token_keys_away", error=type(why).__name__)
            return
        self._read_at = now


def signing_keys(keys: KeySet) -> Sequence[ECKey]:
    """Give those that can sign as we do; a shared secret among them would be a trap."""
    return [key for key in keys if isinstance(key, ECKey) and key.get("use") != "enc"]


def _by_id(keys: Sequence[ECKey], kid: str) -> ECKey | None:
    return next((key for key in keys if key.kid == kid), None)
