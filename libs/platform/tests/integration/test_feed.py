"""Integration: a log reads the same from its database and over HTTP, by those who may."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from hashlib import sha256
from uuid import UUID, uuid4

import httpx2
import pytest
import structlog
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from samenspel_contracts.envelope import BATCH_CONTENT_TYPE, Envelope
from samenspel_messaging.log import FeedAway, FeedRefused, LogReader, SqlLogReader
from samenspel_messaging.sequencer import Lease, Sequencer
from samenspel_messaging.wakeup import Wakeup
from samenspel_messaging.worker import LogSource, OverLogs, SpineWorker
from samenspel_platform.database import create_engine
from samenspel_platform.feed_client import HttpLogReader
from samenspel_platform.feed_server import MOST, PATH, feed_app
from samenspel_platform.http_server import listen, serve
from samenspel_platform.operations import operations_app
from samenspel_platform.process import ServiceProcess
from samenspel_platform.settings import MissingSetting
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.ports import free_port
from samenspel_testkit.probes import eventually
from samenspel_testkit.services import build
from samenspel_testkit.toy_services import Reader, ToyUnitOfWork
from samenspel_testkit.toys import Toys, running

TOKENS = {name: f"the-feed-token-of-{name}-in-a-test" for name in ("reporting", "arrangements")}
HASHES = {name: sha256(token.encode()).hexdigest() for name, token in TOKENS.items()}
REPORTING = f"Bearer {TOKENS['reporting']}"
START = [("after", 0)] * 16
PERSON = """
    INSERT INTO bus.outbox (part, event_id, source, alliance_id, agg_type, agg_id, agg_seq, type,
        occurred_at, correlation_id, data)
    VALUES (:part, gen_random_uuid(), 'urn:toys', gen_random_uuid(), :aggregate, gen_random_uuid(),
        1, 'nl.passend-onderwijs.' || :aggregate || '.recorded.v1', now(), gen_random_uuid(),
        '{"familyName": "Bosch", "birthDate": null}')
"""


@pytest.fixture
async def toys(empty_database: DatabaseFactory) -> AsyncIterator[Toys]:
    made = await Toys.make(await empty_database("intake"), await empty_database("reporting"), None)
    yield made
    await made.close()


async def sequenced(toys: Toys) -> None:
    """Move all that was said into the log."""
    engine = toys.engine(toys.source.worker_url)
    lease = Lease(engine, owner="test")
    assert await lease.hold()
    while await Sequencer(engine, lease).move():
        pass
    await lease.give_back()


@asynccontextmanager
async def served(app: ASGIApp, port: int) -> AsyncIterator[None]:
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(app, listen("127.0.0.1", port), stop))
    try:
        yield
    finally:
        stop.set()
        await serving


async def fine() -> bool:
    return True


def operations(toys: Toys) -> ASGIApp:
    log = SqlLogReader(toys.engine(toys.source.worker_url), source="intake")
    return operations_app(alive=fine, ready={}, internal=feed_app(log, HASHES))


@pytest.fixture
async def url(toys: Toys) -> AsyncIterator[str]:
    """Where intake's worker answers."""
    port = free_port()
    async with served(operations(toys), port):
        yield f"http://127.0.0.1:{port}"


@asynccontextmanager
async def over_http(url: str, token: str = TOKENS["arrangements"]) -> AsyncIterator[HttpLogReader]:
    reader = HttpLogReader(url, source="intake", token=token)
    yield reader
    await reader.close()


@pytest.fixture(params=["database", "http"])
async def reader(request: pytest.FixtureRequest, toys: Toys) -> AsyncIterator[LogReader]:
    if request.param == "database":
        yield SqlLogReader(toys.engine(toys.source.feed_url), source="intake")
        return
    port = free_port()
    async with served(operations(toys), port), over_http(f"http://127.0.0.1:{port}") as opened:
        yield opened


async def read_to_end(reader: LogReader, limit: int) -> list[Envelope]:
    """Read as a follower does: each time on from the last entry of each part."""
    after: dict[int, int] = {}
    found: list[Envelope] = []
    while entries := await reader.read(after, limit):
        assert len(entries) <= limit
        after |= {entry.part: entry.pos for entry in entries}
        found += entries
    return found


@pytest.mark.parametrize("limit", [1, 7, MOST])
async def test_a_log_is_read_in_order_and_without_gaps(
    toys: Toys, reader: LogReader, limit: int
) -> None:
    units = [uuid4() for _ in range(5)]
    for number in range(20):
        await toys.new_toy(counts=2, unit=units[number % 5])
    await sequenced(toys)

    found = await read_to_end(reader, limit)

    by_part: dict[int, list[int]] = {}
    for entry in found:
        by_part.setdefault(entry.part, []).append(entry.pos)
    assert all(places == [*range(1, len(places) + 1)] for places in by_part.values())
    assert len(found) == 40
    by_toy: dict[UUID, list[int]] = {}
    for entry in found:
        by_toy.setdefault(entry.subject, []).append(entry.aggseq)
    assert list(by_toy.values()) == [[1, 2]] * 20


async def test_reading_goes_on_from_a_position_in_each_part(toys: Toys, reader: LogReader) -> None:
    unit = uuid4()
    for _ in range(5):
        await toys.new_toy(unit=unit)
    await toys.new_toy()
    await sequenced(toys)
    whole = await reader.read({}, 100)
    part = max(whole, key=lambda entry: entry.pos).part

    assert await reader.read({part: 3}, 100) == [e for e in whole if e.part != part or e.pos > 3]
    assert await reader.read({entry.part: entry.pos for entry in whole}, 100) == []


async def test_a_busy_part_does_not_keep_the_others_waiting(toys: Toys, reader: LogReader) -> None:
    await toys.new_toy(counts=30)
    while len(await toys.query(toys.source.owner_url, "SELECT DISTINCT part FROM toy")) < 2:
        await toys.new_toy()
    await sequenced(toys)

    assert len({entry.part for entry in await reader.read({}, 4)}) == 2


async def test_an_entry_is_the_same_from_the_database_and_over_http(toys: Toys, url: str) -> None:
    await toys.new_toy(counts=3)
    await toys.query(toys.source.owner_url, PERSON, part=3, aggregate="pupil")
    await sequenced(toys)
    direct = SqlLogReader(toys.engine(toys.source.feed_url), source="intake")

    async with over_http(url) as reader:
        assert await reader.read({}, 9) == await direct.read({}, 9)


@pytest.mark.parametrize("aggregate", ["pupil", "contact", "something-new"])
async def test_who_may_not_know_persons_gets_their_places_in_the_log_without_data(
    toys: Toys, url: str, aggregate: str
) -> None:
    await toys.query(toys.source.owner_url, PERSON, part=3, aggregate=aggregate)
    await toys.new_toy()
    await sequenced(toys)
    assert "Bosch" not in (await ask(url)).text

    async with over_http(url, TOKENS["reporting"]) as reporting:
        entries = await read_to_end(reporting, 1)

    assert sorted(entry.aggregate for entry in entries) == sorted([aggregate, "support-request"])
    assert [bool(entry.data) for entry in entries] == [e.aggregate != aggregate for e in entries]


async def ask(url: str) -> httpx2.Response:
    headers = {"authorization": REPORTING}
    async with httpx2.AsyncClient(base_url=url, headers=headers, trust_env=False) as client:
        return await client.get(PATH, params=[*START, ("limit", 9)])


async def test_the_answer_is_a_batch_of_cloudevents_that_nobody_keeps(toys: Toys, url: str) -> None:
    await toys.new_toy()
    await sequenced(toys)

    answer = await ask(url)

    assert answer.headers["content-type"] == BATCH_CONTENT_TYPE
    assert answer.headers["cache-control"] == "no-store"
    assert [event["specversion"] for event in answer.json()] == ["1.0"]


async def test_fewer_than_asked_for_means_that_there_is_no_more(
    toys: Toys, reader: LogReader
) -> None:
    for _ in range(3):
        await toys.new_toy(counts=MOST // 2)
    await sequenced(toys)

    assert len(await reader.read({}, MOST + 1)) == MOST + 1
    assert len(await reader.read({}, MOST * 5)) == MOST // 2 * 3


async def test_who_read_and_how_much_is_logged_and_nothing_else(toys: Toys, url: str) -> None:
    await toys.query(toys.source.owner_url, PERSON, part=3, aggregate="pupil")
    await sequenced(toys)

    with structlog.testing.capture_logs() as logged:
        async with over_http(url) as reader:
            await reader.read({}, 9)
            await reader.read({3: 1}, 9)
        async with over_http(url, "wrong") as stranger:
            with pytest.raises(FeedRefused):
                await stranger.read({}, 9)

    assert logged == [
        {"event": "feed_read", "reader": "arrangements", "entries": 1, "log_level": "info"},
        {"event": "feed_refused", "log_level": "warning"},
    ]


async def test_a_source_that_is_down_is_away_and_comes_back(toys: Toys) -> None:
    port = free_port()
    async with over_http(f"http://127.0.0.1:{port}") as reader:
        with pytest.raises(FeedAway):
            await reader.read({}, 9)
        for _ in range(2):
            async with served(operations(toys), port):
                assert await reader.read({}, 9) == []
            with pytest.raises(FeedAway):
                await reader.read({}, 9)


async def test_a_source_without_its_database_is_away() -> None:
    gone = create_engine(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")
    app = feed_app(SqlLogReader(gone, source="intake"), HASHES)
    port = free_port()
    async with served(app, port), over_http(f"http://127.0.0.1:{port}") as reader:
        with pytest.raises(FeedAway, match=r"^503$"):
            await reader.read({}, 9)


@pytest.mark.parametrize("said", ["Bosch", '[{"subject": "Bosch"}]'])
async def test_an_answer_that_is_no_feed_is_not_quoted(said: str) -> None:
    port = free_port()
    app = PlainTextResponse(said)
    async with served(app, port), over_http(f"http://127.0.0.1:{port}") as reader:
        with pytest.raises(FeedAway) as away:
            await reader.read({}, 9)

    assert str(away.value) == "unreadable"


async def test_a_follower_over_http_goes_on_after_its_source_was_away(toys: Toys) -> None:
    port = free_port()
    toy = await toys.new_toy(counts=3)
    async with over_http(f"http://127.0.0.1:{port}", TOKENS["reporting"]) as reader:
        follower = SpineWorker(
            service="reporting",
            engine=toys.engine(toys.reader.worker_url),
            make_uow=ToyUnitOfWork,
            consumers=(Reader().consumer(),),
            bus=OverLogs({"intake": LogSource(reader, Wakeup())}),
            wakeup=Wakeup(),
        )

        async def applied(*numbers: int) -> bool:
            return await toys.effects() == {toy: [*numbers]}

        async with running(toys.source_worker(), follower):
            async with served(operations(toys), port):
                await eventually(lambda: applied(1, 2, 3))
            await toys.count(toy)
            async with served(operations(toys), port):
                await eventually(lambda: applied(1, 2, 3, 4))


async def test_a_worker_process_serves_its_log_to_those_in_its_settings(
    service_databases: DatabaseFactory,
) -> None:
    port = free_port()
    intake = build("intake", await service_databases("intake"), feed_readers=HASHES)
    feeds = {"intake": f"http://127.0.0.1:{port}"}
    async with AsyncExitStack() as stack:

        async def feed(token: str) -> LogReader:
            chosen = build("reporting", feeds=feeds, feed_token=token)
            return (await stack.enter_async_context(ServiceProcess(*chosen))).feeds["intake"]

        source = await stack.enter_async_context(ServiceProcess(*intake))
        await stack.enter_async_context(served(source.worker_operations, port))

        assert await (await feed(TOKENS["reporting"])).read({}, 9) == []
        with pytest.raises(FeedRefused):
            await (await feed("a-token-that-nobody-ever-gave-out")).read({}, 9)


async def test_a_worker_without_readers_and_an_api_have_no_feed() -> None:
    async with ServiceProcess(*build("intake")) as alone:
        await has_no_feed(alone.worker_operations)
    async with ServiceProcess(*build("intake", feed_readers=HASHES)) as read:
        await has_no_feed(read.asgi)


async def has_no_feed(app: ASGIApp) -> None:
    transport = httpx2.ASGITransport(app)
    headers = {"authorization": REPORTING}
    async with httpx2.AsyncClient(transport=transport, base_url="http://intake") as client:
        answer = await client.get(PATH, params=[*START, ("limit", 9)], headers=headers)
    assert answer.status_code == 404


async def test_a_feed_over_http_needs_a_token() -> None:
    async with ServiceProcess(*build("reporting", feeds={"intake": "http://intake"})) as process:
        with pytest.raises(MissingSetting, match=r"^FEED_TOKEN$"):
            assert process.feeds
