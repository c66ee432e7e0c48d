"""Unit: who asks for a log must be known, and must ask what makes sense."""

from collections.abc import AsyncIterator, Mapping
from hashlib import sha256
from typing import Any

import httpx2
import pytest

from samenspel_contracts.envelope import Envelope
from samenspel_platform.feed_server import MOST, PATH, feed_app

TOKEN = "the-feed-token-of-reporting-in-a-test"
HASH = sha256(TOKEN.encode()).hexdigest()
START = [("after", 0)] * 16


class EmptyLog:
    """A log in which nothing happened."""

    source = "intake"

    async def read(self, after: Mapping[int, int], limit: int) -> list[Envelope]:
        return []


@pytest.fixture
async def http() -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(feed_app(EmptyLog(), {"reporting": HASH}))
    async with httpx2.AsyncClient(transport=transport, base_url="http://intake") as client:
        yield client


async def ask(
    http: httpx2.AsyncClient,
    shown: str | None = f"Bearer {TOKEN}",
    query: Any = (*START, ("limit", 9)),
) -> httpx2.Response:
    headers = {b"authorization": shown.encode()} if shown is not None else {}
    return await http.get(PATH, params=query, headers=headers)


async def test_a_known_reader_gets_an_answer(http: httpx2.AsyncClient) -> None:
    answer = await ask(http)

    assert answer.status_code == 200
    assert answer.json() == []


@pytest.mark.parametrize(
    "shown",
    [
        None,
        "Bearer",
        "Bearer wrong",
        "Bearer é",
        f"Bearer {HASH}",
        f"Bearer {TOKEN}x",
        f"Basic {TOKEN}",
        TOKEN,
    ],
)
async def test_a_stranger_is_refused_whatever_it_asks(
    http: httpx2.AsyncClient, shown: str | None
) -> None:
    for query in ((*START, ("limit", 9)), ()):
        answer = await ask(http, shown, query)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ((*START, ("limit", MOST + 1)), "limit"),
        ((*START, ("limit", 0)), "limit"),
        (START, "limit"),
        ((("limit", 9),), "after"),
        ((*START, ("after", 0), ("limit", 9)), "after"),
        ((*START[1:], ("after", -1), ("limit", 9)), "after.15"),
        ((*START[1:], ("after", 2**63), ("limit", 9)), "after.15"),
        ((*START[1:], ("after", "x"), ("limit", 9)), "after.15"),
    ],
)
async def test_a_question_that_makes_no_sense_is_a_problem(
    http: httpx2.AsyncClient, query: Any, field: str
) -> None:
    answer = await ask(http, query=query)

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert [error["field"] for error in answer.json()["errors"]] == [field]
