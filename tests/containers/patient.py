"""A client that does not give up: what it asks is answered in the end, and done once."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx2

TRY_EVERY_SECONDS = 0.5
PATIENCE_SECONDS = 90.0


class Pace:
    """Lets callers through at a steady rate, however many they are."""

    def __init__(self, per_second: float) -> None:
        self._between = 1 / per_second
        self._next = 0.0
        self.passed = 0

    async def turn(self) -> None:
        """Wait for one's turn."""
        now = asyncio.get_running_loop().time()
        mine = max(now, self._next)
        self._next = mine + self._between
        self.passed += 1
        await asyncio.sleep(mine - now)


class PatientClient(httpx2.AsyncClient):
    """Repeats a request under one Idempotency-Key until it is answered, as integrations do.

    No answer, and every 5xx, counts as not yet.
    """

    def __init__(self, address: str, pace: Pace) -> None:
        super().__init__(base_url=address, timeout=10)
        self._pace = pace
        self.repeated = 0

    async def request(self, method: str, url: Any, **given: Any) -> httpx2.Response:
        """Ask until there is an answer; TimeoutError after 90 s."""
        headers = {"idempotency-key": str(uuid4()), **(given.pop("headers", None) or {})}
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                await self._pace.turn()
                try:
                    answer = await super().request(method, url, headers=headers, **given)
                except httpx2.TransportError:
                    answer = None
                if answer is not None and answer.status_code < 500:
                    return answer
                self.repeated += 1
                await asyncio.sleep(TRY_EVERY_SECONDS)
