"""End to end: the commands of a service, as an operator types them."""

import json
import sys
from pathlib import Path

import aio_pika
import httpx2
import pytest
from tests.e2e import steps
from tests.e2e.conftest import KEY, Stack, Town

from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.broker import Broker
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.ports import free_port
from samenspel_testkit.probes import PATIENCE_SECONDS, eventually
from samenspel_testkit.processes import Process


def environment(urls: ServiceUrls, broker: Broker) -> dict[str, str]:
    """Give the settings of a service."""
    return {
        "DATABASE__APP_URL": urls.app_url,
        "DATABASE__WORKER_URL": urls.worker_url,
        "DATABASE__OWNER_URL": urls.owner_url,
        "AMQP_URL": broker.url_of("topology"),
        **dict.fromkeys(("COOKIE_KEY", "LOOKUP_KEY", "LETTER_KEY"), KEY),
        "COLUMNS": "200",
    }


async def command(
    urls: ServiceUrls, broker: Broker, service: str, *words: str, **more: str
) -> tuple[int, str]:
    """Run `samenspel-<service> …` with `more` settings; gives exit code and output."""
    program = Path(sys.executable).parent / f"samenspel-{service}"
    env = environment(urls, broker) | more
    async with await Process.start(str(program), *words, env=env) as process:
        code = await process.ended(within=60)
        return code, "\n".join(process.output)


async def test_a_new_service_is_migrated_and_gets_its_queues(
    empty_database: DatabaseFactory, broker: Broker
) -> None:
    urls = await empty_database("reporting")
    for _ in range(2):
        assert await command(urls, broker, "reporting", "migrate") == (0, "reporting: up to date")
    code, missing = await command(urls, broker, "reporting", "topology", "--check")
    assert code == 1
    assert "q.reporting.items.s00" in missing
    assert await command(urls, broker, "reporting", "topology") == (0, "")
    assert await command(urls, broker, "reporting", "topology", "--check") == (0, "")
    assert await command(urls, broker, "reporting", "holds", "list") == (0, "Nothing is held.")


@pytest.mark.parametrize(
    ("command", "given", "named"),
    [
        ("api", {}, "DATABASE__APP_URL"),
        ("api", {"DATABASE__APP_URL": "postgresql://a@127.0.0.1:1/b"}, "COOKIE_KEY"),
        ("worker", {}, "DATABASE__WORKER_URL"),
        ("worker", {"DATABASE__WORKER_URL": "postgresql://a@127.0.0.1:1/b"}, "AMQP_URL"),
        ("migrate", {}, "DATABASE__OWNER_URL"),
        ("topology", {}, "AMQP_URL"),
    ],
)
async def test_a_setting_that_a_process_lacks_is_named(
    command: str, given: dict[str, str], named: str
) -> None:
    program = Path(sys.executable).parent / "samenspel-reporting"
    env = {"OPERATIONS_PORT": "0", **given}
    async with await Process.start(str(program), command, env=env) as process:
        assert await process.ended(within=60) == 2
    assert process.output[-1] == f"{named} is needed for this."


async def test_a_wrong_setting_is_named_without_its_value() -> None:
    program = Path(sys.executable).parent / "samenspel-reporting"
    async with await Process.start(str(program), "api", env={"COOKIE_KEY": "hush"}) as process:
        assert await process.ended(within=60) == 2
    output = "\n".join(process.output)
    assert "COOKIE_KEY" in output
    assert "hush" not in output


async def test_the_api_runs_by_itself_and_stops_when_asked(
    service_databases: DatabaseFactory, broker: Broker
) -> None:
    urls, port = await service_databases("intake"), free_port()
    env = {**environment(urls, broker), "PORT": str(port)}
    program = Path(sys.executable).parent / "samenspel-intake"
    async with await Process.start(str(program), "api", env=env) as process:
        await process.listens(port)
        async with httpx2.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_SECONDS
        ) as http:
            for path in ("/livez", "/readyz", "/metrics", "/intake/v1/openapi.json"):
                assert (await http.get(path)).status_code == 200, path
            nobody = await http.get("/intake")
            assert (nobody.status_code, nobody.headers["location"]) == (303, "/intake/log-in")
            assert (await http.get("/intake/v1/units")).status_code == 401
        assert await process.terminate() == 0
        again = await command(urls, broker, "intake", "migrate")
        assert again == (0, "intake: up to date")


async def test_the_log_shows_what_happened_and_nothing_about_anyone(
    stack: Stack, town: Town
) -> None:
    async with stack.client(town.school_coordinator) as school:
        await steps.submit(school)
    async with await stack.worker_process("intake"):
        query = "SELECT count(*) FROM bus.event_log WHERE type LIKE '%submitted%'"

        async def logged() -> bool:
            return int(await stack.ask("intake", query)) == 1

        await eventually(logged, within=60)
    words = ("log", "tail", "--all", "--no-follow")
    code, output = await command(stack.urls["intake"], stack.broker, "intake", *words)
    assert code == 0
    assert "nl.passend-onderwijs.support-request.submitted.v1" in output
    assert "nl.passend-onderwijs.pupil.recorded.v1" in output
    for secret in ("Sam", "Graaf", "eva@ouders.example", "2019-03-14", "overprikkeld"):
        assert secret not in output


async def test_what_was_parked_is_listed_by_kind_not_by_content(stack: Stack) -> None:
    async with await aio_pika.connect(stack.broker.url) as connection:
        channel = await connection.channel()
        garbage = aio_pika.Message(b'{"id": "about Sam de Graaf"}')
        await channel.default_exchange.publish(garbage, routing_key="q.reporting.items.s00")
    stack.start_workers("reporting")
    urls = stack.urls["reporting"]

    async def parked() -> bool:
        query = "SELECT count(*) FROM bus.held_event WHERE state = 'parked'"
        return int(await stack.ask("reporting", query)) == 1

    await eventually(parked, within=60)
    code, output = await command(urls, stack.broker, "reporting", "holds", "list", "--json")
    assert code == 0
    held = json.loads(output)
    assert (held["state"], held["consumer"]) == ("parked", "items")
    assert "Sam" not in output

    async def holds(*words: str) -> tuple[int, str]:
        return await command(urls, stack.broker, "reporting", "holds", *words)

    code, output = await holds("show", held["event"])
    assert code == 0
    assert "unreadable" in output
    assert "Sam" not in output
    assert await holds("retry") == (2, "Name one event, or give --all.")
    assert await holds("retry", held["event"]) == (1, "0 to be tried again.")
    why = ("--by", "anna", "--reason", "made [by] a test", "--yes")
    code, output = await holds("discard", held["event"], "--consumer", "nobody", *why)
    assert (code, output) == (1, "There is no consumer nobody.")
    discard = ("discard", held["event"], "--consumer", "items", *why)
    assert await holds(*discard) == (0, "Discarded.")
    assert await holds(*discard) == (1, "This event does not wait there (any more).")
    assert await holds("list") == (0, "Nothing is held.")
    code, output = await holds("show", held["event"])
    assert "anna" in output
    assert "made [by] a test" in output


async def test_a_consumer_is_offered_a_log_once_more(stack: Stack, town: Town) -> None:
    async with stack.client(town.school_coordinator) as school:
        await steps.submit(school)
    stack.start_workers("intake", "reporting")
    urls, alliance = stack.urls["reporting"], town.alliance_id

    async def items() -> int:
        return int(await stack.ask("reporting", "SELECT count(*) FROM item", alliance) or 0)

    await eventually(items, within=60)
    feed = stack.urls["intake"].feed_url

    async def replay(*words: str) -> tuple[int, str]:
        given = ("replay", "--consumer", "items", "--source", "intake", *words)
        return await command(urls, stack.broker, "reporting", *given, FEEDS__INTAKE=feed)

    code, output = await replay("--from", "0")
    assert code == 0
    assert "known already" in output
    assert " applied" not in output
    lose = "WITH d AS (DELETE FROM item) UPDATE bus.applied SET agg_seq = 0 RETURNING 1"
    await stack.ask("reporting", lose, alliance)
    code, output = await replay("--from", "2026-01-01T00:00", "--dry-run")
    assert code == 0
    assert "would be offered" in output
    assert await items() == 0
    code, output = await replay("--from", "0")
    assert code == 0
    assert " applied" in output
    assert await items() == 1


@pytest.mark.parametrize(
    ("service", "words", "refusal"),
    [
        ("notifications", "mails 0", "mails acts outside (mail): no event is offered it again."),
        (
            "reporting",
            "nobody 0",
            "There is no consumer nobody; there are: access, items, register.",
        ),
        ("reporting", "items p03/1", "items reads arrangements, intake: name one with --source"),
        ("reporting", "items yesterday", "yesterday is no moment"),
        ("reporting", "register 0", "There is no way to the log of intake: FEEDS__INTAKE."),
    ],
)
async def test_what_cannot_be_replayed_is_refused_in_a_sentence(
    service_databases: DatabaseFactory, broker: Broker, service: str, words: str, refusal: str
) -> None:
    urls = await service_databases(service)
    consumer, start = words.split()
    given = ("replay", "--consumer", consumer, "--from", start)
    code, output = await command(urls, broker, service, *given)

    assert code == 2
    assert refusal in output


async def test_a_replay_without_its_log_says_so(
    service_databases: DatabaseFactory, broker: Broker
) -> None:
    urls = await service_databases("reporting")
    away = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    given = ("replay", "--consumer", "register", "--from", "0")
    code, output = await command(urls, broker, "reporting", *given, FEEDS__INTAKE=away)

    assert code == 1
    assert output == "A database or a log can't be reached: ConnectionRefusedError."
