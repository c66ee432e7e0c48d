"""A service's log over HTTP, for the workers of the services that read it and nobody else."""

from collections.abc import Mapping
from hashlib import sha256
from hmac import compare_digest
from typing import Annotated

import structlog
from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import Field, TypeAdapter
from starlette.responses import Response

from samenspel_contracts.envelope import BATCH_CONTENT_TYPE, Envelope
from samenspel_contracts.readers import may_read
from samenspel_messaging.log import NOT_THIS_PART, LogReader
from samenspel_messaging.partitions import PARTITIONS
from samenspel_platform import problems
from samenspel_platform.http_rules import COMMON_HEADERS, AnswerHeaders
from samenspel_platform.telemetry import RequestMetrics

log = structlog.get_logger(__name__)
PATH = "/internal/feed"
MOST = 1000
"""Entries in one answer."""
BATCH = TypeAdapter(list[Envelope])

Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Position = Annotated[int, Field(ge=0, le=NOT_THIS_PART)]
After = Annotated[list[Position], Query(min_length=PARTITIONS, max_length=PARTITIONS)]


class TokenHashes:
    """Knows each reader by the SHA-256 (hexadecimal) of its token, not by the token."""

    def __init__(self, of_readers: Mapping[str, str]) -> None:
        self._of_readers = of_readers

    async def reader(self, bearer: Bearer) -> str:
        """Give the service that a request comes from; 401 if it can't show which."""
        shown = sha256((bearer.credentials if bearer else "").encode()).hexdigest()
        found = [name for name, known in self._of_readers.items() if compare_digest(shown, known)]
        if bearer is None or not found:
            log.warning("feed_refused")
            raise HTTPException(401, headers={"www-authenticate": "Bearer"})
        return found[0]


def feed_app(source: LogReader, readers: Mapping[str, str]) -> FastAPI:
    """Make the application that answers `PATH` with the log of `source`.

    `readers` gives per service the hash of its token. The query has `limit` and sixteen times
    `after`: the position per part, in order.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.add_middleware(AnswerHeaders, headers=COMMON_HEADERS)
    app.add_middleware(RequestMetrics, service=source.source, part="feed")
    problems.install(app, problems.refuse_as_problem)
    hashes = TokenHashes(readers)

    @app.get(PATH)
    async def feed(
        reader: Annotated[str, Depends(hashes.reader)], after: After, limit: Limit
    ) -> Response:
        """Give what comes after the positions, as a batch of CloudEvents."""
        entries = await source.read(dict(enumerate(after)), limit)
        if entries:
            log.info("feed_read", reader=reader, entries=len(entries))
        return Response(_batch(entries, reader), media_type=BATCH_CONTENT_TYPE)

    return app


def _batch(entries: list[Envelope], reader: str) -> bytes:
    readable = {name: may_read(reader, name) for name in {entry.aggregate for entry in entries}}
    given = [entry if readable[entry.aggregate] else _without_data(entry) for entry in entries]
    return BATCH.dump_json(given, exclude_none=True)


def _without_data(entry: Envelope) -> Envelope:
    return entry.model_copy(update={"data": {}})
