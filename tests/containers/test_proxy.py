from collections.abc import Callable

import httpx2
import pytest
from starlette.responses import PlainTextResponse
from tests.containers.docker_cli import image, network, output_of
from tests.containers.images import SERVICES, Images
from tests.containers.proxied import DOWN, Answer, Proxy, proxy, stand_in

from samenspel_platform.app import API_HEADERS
from samenspel_platform.http_rules import COMMON_HEADERS, PAGE_POLICY
from samenspel_standalone.front import Front
from samenspel_testkit.probes import eventually

PAGE_HEADERS = {**COMMON_HEADERS, "content-security-policy": PAGE_POLICY}


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/intake", "intake"),
        ("/intake/v1/pupils", "intake"),
        ("/arrangements", "arrangements"),
        ("/arrangements/", "arrangements"),
        ("/arrangements/cases/1", "arrangements"),
        ("/arrangements/v1/cases?state=open", "arrangements"),
        ("/reporting/figures", "reporting"),
        ("/reporting%2Ffigures", "reporting"),
        ("/reportingfigures", "intake"),
        ("/static/app.css", "intake"),
        ("/privacy", "intake"),
        ("/Arrangements", "intake"),
        ("/livez/more", "intake"),
    ],
)
async def test_a_path_leads_to_the_same_service_as_in_one_process(
    front: Proxy, path: str, service: str
) -> None:
    apps = {name: PlainTextResponse(name) for name in SERVICES}
    in_process = httpx2.ASGITransport(Front(apps, default="intake"))
    async with httpx2.AsyncClient(transport=in_process, base_url="http://here") as client:
        assert (await client.get(path)).text == service

    told = front.ask(path).json()

    assert told["service"] == service
    assert told["path"] == path


async def test_the_bare_address_leads_to_intake_as_in_one_process(front: Proxy) -> None:
    in_process = httpx2.ASGITransport(Front({"intake": PlainTextResponse("")}, default="intake"))
    async with httpx2.AsyncClient(transport=in_process, base_url="http://here") as client:
        expected = await client.get("/")

    answer = front.ask("/", headers={"Host": "elsewhere:1"})

    assert answer.status == expected.status_code == 303
    assert answer.all("location") == [expected.headers["location"]] == ["/intake"]


@pytest.mark.parametrize(
    "path",
    [
        "/livez",
        "/readyz",
        "/metrics",
        "/metrics?x=1",
        "//metrics",
        "/%6detrics",
        "/intake/../livez",
        "/intake/..%2flivez",
        "/intake/v1/%2e%2e/../metrics",
        "/./readyz",
        "/internal/feed",
        "/internal",
        "/intake/../internal/feed?limit=1",
        "/%69nternal/feed",
    ],
)
async def test_what_is_for_operators_and_workers_does_not_pass(front: Proxy, path: str) -> None:
    assert front.ask(path).status == 404


async def test_what_a_client_says_about_itself_is_not_believed(front: Proxy) -> None:
    spoofed = {
        "Host": "samenspel.example:8443",
        "X-Forwarded-For": "192.0.2.1",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
        "X-Real-IP": "192.0.2.1",
        "X-Original-URL": "/livez",
        "Forwarded": "for=192.0.2.1",
        "Proxy": "http://evil.example",
        "TE": "trailers",
        "Connection": "Upgrade",
        "Upgrade": "h2c",
        "Cookie": "samenspel=x",
        "Origin": "http://samenspel.example:8443",
    }

    told = front.ask("/intake", headers=spoofed).json()
    reached = {name.lower(): value for name, value in told["headers"]}

    assert reached["host"] == "samenspel.example:8443"
    assert reached["origin"] == "http://samenspel.example:8443"
    assert reached["cookie"] == "samenspel=x"
    assert reached["x-forwarded-proto"] == "http"
    assert "connection" not in reached
    assert "192.0.2.1" not in str(told)
    assert not {"forwarded", "proxy", "te", "upgrade", "x-forwarded-host", "x-real-ip"} & {*reached}
    assert "x-original-url" not in reached


async def test_a_services_own_words_pass_untouched(front: Proxy) -> None:
    given = {
        "Cache-Control": "private",
        "Content-Security-Policy": "default-src 'self'",
        "Referrer-Policy": "origin",
        "Retry-After": "60",
        "Strict-Transport-Security": "max-age=1",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
    }
    headers = "".join(f"&header={name}:{value}" for name, value in given.items())

    answer = front.ask("/intake/v1/x?status=503" + headers.replace(" ", "%20"))

    assert answer.status == 503
    assert answer.json()["service"] == "intake"
    assert {name: answer.all(name.lower()) for name in given} == {k: [v] for k, v in given.items()}


Ask = Callable[[Proxy], Answer]


@pytest.mark.parametrize(
    ("ask", "status", "expected"),
    [
        (lambda p: p.ask("/intake"), 200, PAGE_HEADERS),
        (lambda p: p.ask("/intake/v1/x"), 200, API_HEADERS),
        (lambda p: p.ask("/intake/x?status=404"), 404, PAGE_HEADERS),
        (lambda p: p.ask("/"), 303, PAGE_HEADERS),
        (lambda p: p.ask("/livez"), 404, PAGE_HEADERS),
        (lambda p: p.ask(f"/{DOWN}"), 502, PAGE_HEADERS),
        (lambda p: p.ask(f"/{DOWN}", "HEAD"), 502, PAGE_HEADERS),
        (lambda p: p.ask(f"/{DOWN}/v1/x", "POST", body=b"{}"), 502, API_HEADERS),
        (lambda p: p.ask("/intake/v1/x?broken=1"), 502, API_HEADERS),
        (lambda p: p.ask("/intake", "POST", body=bytes(2**20 + 1)), 413, PAGE_HEADERS),
        (lambda p: p.ask("/intake/v1", "PUT", body=bytes(2**20 + 1)), 413, API_HEADERS),
        (lambda p: p.ask("/intake/v1/" + "x" * 33000), 414, PAGE_HEADERS),
        (lambda p: p.ask("/intake/v1/x", headers={"A": "x" * 33000}), 431, API_HEADERS),
        (lambda p: p.ask("/intake/v1/x", "TRACE"), 405, API_HEADERS),
        (lambda p: p.send(b"GET /intake/v1/x HTTP/1.1\r\n\r\n"), 400, API_HEADERS),
        (lambda p: p.send(b"what\r\n\r\n"), 400, PAGE_HEADERS),
        (lambda p: p.send(b"GET / HTTP/2.0\r\n\r\n"), 505, PAGE_HEADERS),
        (lambda p: p.ask("/proxy"), 200, PAGE_HEADERS),
        (lambda p: p.ask("/proxy/"), 404, PAGE_HEADERS),
        (lambda p: p.ask("/proxy/errors"), 404, PAGE_HEADERS),
        (lambda p: p.ask("/proxy/errors/page.html"), 404, PAGE_HEADERS),
        (lambda p: p.ask("/proxy/style.css", "POST"), 405, PAGE_HEADERS),
        (
            lambda p: p.ask("/proxy/style.css"),
            200,
            {**PAGE_HEADERS, "cache-control": "public, max-age=3600"},
        ),
    ],
)
async def test_every_answer_has_the_services_security_headers_once(
    front: Proxy, ask: Ask, status: int, expected: dict[str, str]
) -> None:
    answer = ask(front)

    assert answer.status == status
    assert {name: answer.all(name) for name in expected} == {k: [v] for k, v in expected.items()}
    assert answer.all("retry-after") == (["5"] if status == 502 else [])
    assert answer.all("server") == ["nginx"]
    assert "nginx" not in answer.text() or status == 303


async def test_it_starts_before_the_services_and_finds_them_at_other_addresses(
    images: Images,
) -> None:
    with network() as net, proxy(images.of("proxy"), net) as alone:
        await eventually(lambda: alone.ask("/healthz").status == 200, because="it answers")
        assert alone.ask("/intake").status == 502

        with stand_in("intake", net) as first:
            await eventually(lambda: alone.always_serves("intake"), because="intake came up")
            was = first.address()
        with stand_in("arrangements", net), stand_in("intake", net) as second:
            assert second.address() != was
            await eventually(lambda: alone.always_serves("intake"), because="intake moved")


async def test_it_finds_services_in_a_domain(images: Images) -> None:
    told = ("--env=NAME_DOMAIN=samenspel.internal", "--env=RESOLVER=127.0.0.11")
    with (
        network() as net,
        stand_in("intake", net, ".samenspel.internal"),
        proxy(images.of("proxy"), net, *told) as alone,
    ):
        await eventually(lambda: alone.serves("intake"), because="its whole name is known")


async def test_it_says_that_it_is_healthy_and_stops_when_asked(images: Images) -> None:
    with network() as net, proxy(images.of("proxy"), net) as alone:
        health = alone.container.inspect
        await eventually(
            lambda: health()["State"]["Health"]["Status"] == "healthy", within=20, because="it runs"
        )
        assert alone.ask("/healthz").body == b"ok\n"
        assert alone.container.stop() == 0
        assert alone.container.logs()[1] == ""


def test_its_image_holds_no_more_than_it_needs(images: Images) -> None:
    tag = images.of("proxy")
    lists = output_of(tag, "-c", "ls /var/lib/apt/lists", options=("--entrypoint=sh",))
    added = image(tag)["Size"] - image("debian:bookworm-slim")["Size"]

    assert lists == ""
    assert added < 30_000_000
    assert image(tag)["Config"]["User"] == "10001:10001"
    assert image(tag)["Config"]["StopSignal"] == "SIGQUIT"
