"""Requests to a provider: short, never redirected, and its silence has one name."""

from collections.abc import Mapping

import httpx2
import stamina

from samenspel_intake.gateways.oidc.refusals import ProviderAway

TIMEOUT_SECONDS = 5.0
ATTEMPTS = 3
MOST_SECONDS = 8.0


class Calls:
    """Talks to providers; `transport` is the network unless a test has another."""

    def __init__(self, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._transport = transport

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> httpx2.Response:
        """Read, and try again while nobody answers; ProviderAway if nobody does."""
        try:
            async for attempt in stamina.retry_context(
                on=httpx2.TransportError, attempts=ATTEMPTS, timeout=MOST_SECONDS, wait_max=1.0
            ):
                with attempt:
                    return await self._request("GET", url, headers=headers)
        except httpx2.TransportError as why:
            raise ProviderAway(type(why).__name__) from None
        raise ProviderAway("unreachable")

    async def post(
        self, url: str, form: Mapping[str, str], auth: tuple[str, str] | None
    ) -> httpx2.Response:
        """Send a form once: a code counts once, so nothing is sent again."""
        try:
            return await self._request("POST", url, data=dict(form), auth=auth)
        except httpx2.TransportError as why:
            raise ProviderAway(type(why).__name__) from None

    async def _request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        data: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
    ) -> httpx2.Response:
        async with httpx2.AsyncClient(
            transport=self._transport, timeout=TIMEOUT_SECONDS, follow_redirects=False
        ) as client:
            answer = await client.request(
                method,
                url,
                headers={"accept": "application/json", **(headers or {})},
                data=data,
                auth=auth,
            )
        if answer.status_code >= 500:
            raise ProviderAway(str(answer.status_code))
        return answer
