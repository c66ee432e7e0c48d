"""Reads the log of another service over HTTP."""

from collections.abc import Mapping

import httpx2
from pydantic import ValidationError

from samenspel_contracts.envelope import BATCH_CONTENT_TYPE, Envelope
from samenspel_messaging.log import FeedAway, FeedRefused
from samenspel_messaging.partitions import PARTITIONS
from samenspel_platform.feed_server import BATCH, MOST, PATH

TIMEOUT_SECONDS = 10.0
KEEP_SECONDS = 3.0
"""Shorter than the server keeps an idle connection: it must not close one that we are using."""


class HttpLogReader:
    """A LogReader at the operations port of the source's worker; FeedAway when it has no answer."""

    def __init__(self, url: str, *, source: str, token: str) -> None:
        self._source = source
        self._client = httpx2.AsyncClient(
            base_url=url,
            headers={"authorization": f"Bearer {token}", "accept": BATCH_CONTENT_TYPE},
            timeout=TIMEOUT_SECONDS,
            limits=httpx2.Limits(keepalive_expiry=KEEP_SECONDS),
            trust_env=False,  # a proxy that the machine has is for the outside world
        )

    @property
    def source(self) -> str:
        """The service whose log it is."""
        return self._source

    async def read(self, after: Mapping[int, int], limit: int) -> list[Envelope]:
        """Give up to `limit` entries after a position per part; as many requests as that takes."""
        found: list[Envelope] = []
        while len(found) < limit:
            wanted = min(limit - len(found), MOST)
            positions = dict(after) | {entry.part: entry.pos for entry in found}
            entries = await self._ask(positions, wanted)
            found += entries
            if len(entries) < wanted:
                break
        return found

    async def _ask(self, after: Mapping[int, int], limit: int) -> list[Envelope]:
        positions = [after.get(part, 0) for part in range(PARTITIONS)]
        try:
            answer = await self._client.get(PATH, params={"limit": limit, "after": positions})
        except httpx2.HTTPError as why:
            raise FeedAway(type(why).__name__) from why
        if answer.is_client_error:
            raise FeedRefused(str(answer.status_code))
        if answer.status_code != 200:
            raise FeedAway(str(answer.status_code))
        try:
            return BATCH.validate_json(answer.content)
        except ValidationError:
            raise FeedAway("unreadable") from None  # its text quotes what was read

    async def close(self) -> None:
        """Close its connections."""
        await self._client.aclose()
